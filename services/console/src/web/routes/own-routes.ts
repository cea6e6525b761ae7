import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { inside } from "./inside.js";

const account = createRoute({
  getParentRoute: () => inside,
  path: "/account",
  component: lazyRouteComponent(() => import("../account/account-page.js"), "AccountPage"),
});
const people = createRoute({
  getParentRoute: () => account,
  path: "/",
  component: lazyRouteComponent(() => import("../account/people-tab.js"), "PeopleTab"),
});
const keys = createRoute({
  getParentRoute: () => account,
  path: "/keys",
  component: lazyRouteComponent(() => import("../account/keys-tab.js"), "KeysTab"),
});
const security = createRoute({
  getParentRoute: () => account,
  path: "/security",
  component: lazyRouteComponent(() => import("../account/security-tab.js"), "SecurityTab"),
});
const trail = createRoute({
  getParentRoute: () => account,
  path: "/trail",
  component: lazyRouteComponent(() => import("../account/trail-tab.js"), "TrailTab"),
});
const company = createRoute({
  getParentRoute: () => inside,
  path: "/company",
  component: lazyRouteComponent(() => import("../company/company-page.js"), "CompanyPage"),
});
const numbers = createRoute({
  getParentRoute: () => inside,
  path: "/numbers",
  component: lazyRouteComponent(() => import("../numbers/numbers-page.js"), "NumbersPage"),
});
const lines = createRoute({
  getParentRoute: () => numbers,
  path: "/",
  component: lazyRouteComponent(() => import("../numbers/lines-tab.js"), "LinesTab"),
});
const requests = createRoute({
  getParentRoute: () => numbers,
  path: "/requests",
  component: lazyRouteComponent(() => import("../numbers/requests-tab.js"), "RequestsTab"),
});
const spelling = createRoute({
  getParentRoute: () => numbers,
  path: "/spelling",
  component: lazyRouteComponent(() => import("../brandnames/spelling-tab.js"), "SpellingTab"),
});
const newRequest = createRoute({
  getParentRoute: () => inside,
  path: "/request",
  validateSearch: ({
    family,
    correct,
    sender,
  }): { readonly family?: string; readonly correct?: string; readonly sender?: string } => ({
    ...(typeof family === "string" && { family }),
    ...(typeof correct === "string" && { correct }),
    // The router reads a number in the address as one.
    ...((typeof sender === "string" || typeof sender === "number") && { sender: `${sender}` }),
  }),
  component: lazyRouteComponent(() => import("../numbers/new-request-page.js"), "NewRequestPage"),
});
const request = createRoute({
  getParentRoute: () => inside,
  path: "/requests/$id",
  component: lazyRouteComponent(() => import("../numbers/request-page.js"), "RequestPage"),
});

/** A company's own: its people, papers, senders and requests. */
export const ownRoutes = [
  account.addChildren([people, keys, security, trail]),
  company,
  numbers.addChildren([lines, requests, spelling]),
  newRequest,
  request,
] as const;
