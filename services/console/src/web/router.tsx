import { createRoute, createRouter, redirect } from "@tanstack/react-router";

import { queryClient } from "./api/query-client.js";
import { deskRoutes } from "./routes/desk-routes.js";
import { inside, root } from "./routes/inside.js";
import { moneyRoutes } from "./routes/money-routes.js";
import { ownRoutes } from "./routes/own-routes.js";
import { sendingRoutes } from "./routes/sending-routes.js";
import { visitorRoutes } from "./routes/visitor-routes.js";
import { ErrorPage } from "./shell/error-page.js";
import { startOf } from "./shell/nav-entries.js";

const start = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: ({ context }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- TanStack Router's way to say it
    throw redirect({ to: startOf(context.me), replace: true });
  },
});

/** Every address of the console. */
export const router = createRouter({
  routeTree: root.addChildren([
    ...visitorRoutes,
    inside.addChildren([start, ...ownRoutes, ...deskRoutes, ...sendingRoutes, ...moneyRoutes]),
  ]),
  context: { queryClient },
  defaultErrorComponent: ErrorPage,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  // A declaration can be merged only as an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Register {
    router: typeof router;
  }
}
