import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";

import { InvitationPage } from "./access/invitation-page.js";
import { LoginPage } from "./access/login-page.js";
import { AskResetPage, ResetPage } from "./access/reset-page.js";
import { SignUpPage } from "./access/sign-up-page.js";
import { meQuery, type Me } from "./api/me.js";
import { problemOf } from "./api/problem.js";
import { queryClient } from "./api/query-client.js";
import type { QueueFilters } from "./desk/queries.js";
import { NotFoundPage } from "./shell/not-found-page.js";
import { startOf } from "./shell/nav-entries.js";
import { Shell } from "./shell/shell.js";
import type { OfferSearch } from "./visitors/queries.js";

const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: ({ next }): { readonly next?: string } =>
    // A path of ours only: nobody is led away by a link.
    typeof next === "string" && /^\/(?!\/)/.test(next) ? { next } : {},
  component: LoginPage,
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  component: SignUpPage,
});
const offers = createRoute({
  getParentRoute: () => root,
  path: "/offers",
  validateSearch: ({ provider, kind }): OfferSearch => ({
    ...(typeof provider === "string" && { provider }),
    ...((kind === "natural" || kind === "legal") && { kind }),
  }),
  component: lazyRouteComponent(() => import("./visitors/offers-page.js"), "OffersPage"),
});
const askReset = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: AskResetPage,
});
const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset-password/$token",
  component: ResetPage,
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: InvitationPage,
});

/** Everything below it is for those who are logged in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context, location }) => ({
    me: await whoIsHere(context.queryClient, location.href),
  }),
  component: Shell,
});
const start = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: ({ context }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- TanStack Router's way to say it
    throw redirect({ to: startOf(context.me), replace: true });
  },
});
const account = createRoute({
  getParentRoute: () => inside,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/account-page.js"), "AccountPage"),
});
const people = createRoute({
  getParentRoute: () => account,
  path: "/",
  component: lazyRouteComponent(() => import("./account/people-tab.js"), "PeopleTab"),
});
const keys = createRoute({
  getParentRoute: () => account,
  path: "/keys",
  component: lazyRouteComponent(() => import("./account/keys-tab.js"), "KeysTab"),
});
const security = createRoute({
  getParentRoute: () => account,
  path: "/security",
  component: lazyRouteComponent(() => import("./account/security-tab.js"), "SecurityTab"),
});
const trail = createRoute({
  getParentRoute: () => account,
  path: "/trail",
  component: lazyRouteComponent(() => import("./account/trail-tab.js"), "TrailTab"),
});
const company = createRoute({
  getParentRoute: () => inside,
  path: "/company",
  component: lazyRouteComponent(() => import("./company/company-page.js"), "CompanyPage"),
});
const numbers = createRoute({
  getParentRoute: () => inside,
  path: "/numbers",
  component: lazyRouteComponent(() => import("./numbers/numbers-page.js"), "NumbersPage"),
});
const lines = createRoute({
  getParentRoute: () => numbers,
  path: "/",
  component: lazyRouteComponent(() => import("./numbers/lines-tab.js"), "LinesTab"),
});
const requests = createRoute({
  getParentRoute: () => numbers,
  path: "/requests",
  component: lazyRouteComponent(() => import("./numbers/requests-tab.js"), "RequestsTab"),
});
const spelling = createRoute({
  getParentRoute: () => numbers,
  path: "/spelling",
  component: lazyRouteComponent(() => import("./brandnames/spelling-tab.js"), "SpellingTab"),
});
const newRequest = createRoute({
  getParentRoute: () => inside,
  path: "/request",
  validateSearch: ({
    family,
    correct,
  }): { readonly family?: string; readonly correct?: string } => ({
    ...(typeof family === "string" && { family }),
    ...(typeof correct === "string" && { correct }),
  }),
  component: lazyRouteComponent(() => import("./numbers/new-request-page.js"), "NewRequestPage"),
});
const request = createRoute({
  getParentRoute: () => inside,
  path: "/requests/$id",
  component: lazyRouteComponent(() => import("./numbers/request-page.js"), "RequestPage"),
});
const desk = createRoute({
  getParentRoute: () => inside,
  path: "/desk",
  validateSearch: ({ assignee, overdue, state }): Partial<QueueFilters> => ({
    ...((assignee === "me" || assignee === "none") && { assignee }),
    ...(overdue === true && { overdue }),
    ...(typeof state === "string" && state !== "" && { state }),
  }),
  component: lazyRouteComponent(() => import("./desk/desk-page.js"), "DeskPage"),
});
const deskCase = createRoute({
  getParentRoute: () => inside,
  path: "/desk/cases/$caseId",
  component: lazyRouteComponent(() => import("./desk/case/case-page.js"), "CasePage"),
});
const deskAlarms = createRoute({
  getParentRoute: () => inside,
  path: "/desk/alarms",
  component: lazyRouteComponent(() => import("./desk/alarms-page.js"), "AlarmsPage"),
});
const deskLines = createRoute({
  getParentRoute: () => inside,
  path: "/desk/lines",
  component: lazyRouteComponent(() => import("./desk/lines/lines-page.js"), "DeskLinesPage"),
});
const deskLine = createRoute({
  getParentRoute: () => inside,
  path: "/desk/lines/$lineId",
  component: lazyRouteComponent(() => import("./desk/lines/line-page.js"), "DeskLinePage"),
});
const deskQuestions = createRoute({
  getParentRoute: () => inside,
  path: "/desk/consultations",
  component: lazyRouteComponent(() => import("./desk/consultations-page.js"), "ConsultationsPage"),
});
const deskCalendar = createRoute({
  getParentRoute: () => inside,
  path: "/desk/calendar",
  component: lazyRouteComponent(() => import("./desk/calendar-page.js"), "CalendarPage"),
});

/** Every address of the console. */
export const router = createRouter({
  routeTree: root.addChildren([
    login,
    signUp,
    offers,
    askReset,
    reset,
    invitation,
    inside.addChildren([
      start,
      account.addChildren([people, keys, security, trail]),
      company,
      numbers.addChildren([lines, requests, spelling]),
      newRequest,
      request,
      desk,
      deskCase,
      deskAlarms,
      deskLines,
      deskLine,
      deskQuestions,
      deskCalendar,
    ]),
  ]),
  context: { queryClient },
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
