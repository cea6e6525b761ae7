import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { InvitationPage } from "../access/invitation-page.js";
import { LoginPage } from "../access/login-page.js";
import { AskResetPage, ResetPage } from "../access/reset-page.js";
import { SignUpPage } from "../access/sign-up-page.js";
import type { TariffSearch } from "../tariffs/queries.js";
import type { OfferSearch } from "../visitors/queries.js";
import { root } from "./inside.js";

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
] as const;
