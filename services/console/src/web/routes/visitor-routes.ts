import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { InvitationPage } from "../access/invitation-page.js";
import { LoginPage } from "../access/login-page.js";
import { AskResetPage, ResetPage } from "../access/reset-page.js";
import { SignUpPage } from "../access/sign-up-page.js";
import type { TariffSearch } from "../tariffs/queries.js";
import type { OfferSearch } from "../visitors/queries.js";
import { root } from "./inside.js";

/** A path of ours only: nobody is led away by a link. */
const isOurs = (next: unknown): next is string =>
  typeof next === "string" && /^\/(?!\/)/.test(next);
const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: ({ next }): { readonly next?: string } => (isOurs(next) ? { next } : {}),
  component: LoginPage,
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: ({ next, provider }): { readonly next?: string; readonly provider?: string } => ({
    ...(isOurs(next) && { next }),
    ...(typeof provider === "string" && { provider }),
  }),
  component: SignUpPage,
});
const offers = createRoute({
  getParentRoute: () => root,
  path: "/offers",
  validateSearch: ({ provider, kind }): OfferSearch => ({
    ...(typeof provider === "string" && { provider }),
    ...((kind === "natural" || kind === "legal") && { kind }),
  }),
  component: lazyRouteComponent(() => import("../visitors/offers-page.js"), "OffersPage"),
});
const tariffs = createRoute({
  getParentRoute: () => root,
  path: "/tariffs",
  validateSearch: ({ market, provider }): TariffSearch => ({
    ...(typeof market === "string" && { market }),
    ...(typeof provider === "string" && { provider }),
  }),
  component: lazyRouteComponent(() => import("../tariffs/tariffs-page.js"), "TariffsPage"),
});
const complain = createRoute({
  getParentRoute: () => root,
  path: "/complain",
  component: lazyRouteComponent(() => import("../visitors/complain-page.js"), "ComplainPage"),
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

const join = createRoute({
  getParentRoute: () => root,
  path: "/join/$code",
  component: lazyRouteComponent(() => import("../money/join-page.js"), "JoinPage"),
});

/** What is open to everybody: the ways in, offers, prices, complaints of whoever received a message. */
export const visitorRoutes = [
  login,
  signUp,
  offers,
  tariffs,
  complain,
  askReset,
  reset,
  invitation,
  join,
] as const;
