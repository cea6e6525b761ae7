import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";

import { meQuery, type Me } from "../api/me.js";
import { problemOf } from "../api/problem.js";
import { NotFoundPage } from "../shell/not-found-page.js";
import { Shell } from "../shell/shell.js";

/** Every address stands below it. */
export const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

/** Everything below it is for those who are logged in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context, location }) => ({
    me: await whoIsHere(context.queryClient, location.href),
  }),
  component: Shell,
});

/** The caller's identity, or the way to the login page that leads back here. */
async function whoIsHere(queries: QueryClient, href: string): Promise<Me> {
  try {
    return await queries.query({ ...meQuery, staleTime: "static" });
  } catch (error) {
    if (problemOf(error).status !== 401) throw error;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- TanStack Router's way to say it
    throw redirect({ to: "/login", search: href === "/" ? {} : { next: href } });
  }
}
