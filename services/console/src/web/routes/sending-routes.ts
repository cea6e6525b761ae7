import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { inside } from "./inside.js";

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns",
  component: lazyRouteComponent(() => import("../compose/campaigns-page.js"), "CampaignsPage"),
});
const compose = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns/new",
  validateSearch: ({
    listId,
    segmentId,
    templateId,
  }): {
    readonly listId?: string;
    readonly segmentId?: string;
    readonly templateId?: string;
  } => ({
    ...(typeof listId === "string" && { listId }),
    ...(typeof segmentId === "string" && { segmentId }),
    ...(typeof templateId === "string" && { templateId }),
  }),
  component: lazyRouteComponent(() => import("../compose/compose-page.js"), "ComposePage"),
});
const plans = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns/plans",
  component: lazyRouteComponent(() => import("../plans/plans-page.js"), "PlansPage"),
});
const plan = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns/plans/$planId",
  component: lazyRouteComponent(() => import("../plans/plan-page.js"), "PlanPage"),
});
const campaign = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns/$campaignId",
  component: lazyRouteComponent(() => import("../compose/campaign-page.js"), "CampaignPage"),
});
const reports = createRoute({
  getParentRoute: () => inside,
  path: "/reports",
  component: lazyRouteComponent(() => import("../reports/reports-page.js"), "ReportsPage"),
});
const messages = createRoute({
  getParentRoute: () => inside,
  path: "/messages",
  component: lazyRouteComponent(() => import("../reports/messages-page.js"), "MessagesPage"),
});
const lists = createRoute({
  getParentRoute: () => inside,
  path: "/lists",
  component: lazyRouteComponent(() => import("../lists/lists-page.js"), "ListsPage"),
});
const list = createRoute({
  getParentRoute: () => inside,
  path: "/lists/$listId",
  component: lazyRouteComponent(() => import("../lists/list-page.js"), "ListPage"),
});
const templates = createRoute({
  getParentRoute: () => inside,
  path: "/templates",
  component: lazyRouteComponent(() => import("../templates/templates-page.js"), "TemplatesPage"),
});
const newTemplate = createRoute({
  getParentRoute: () => inside,
  path: "/templates/new",
  validateSearch: ({ from }): { readonly from?: string } =>
    typeof from === "string" ? { from } : {},
  component: lazyRouteComponent(
    () => import("../templates/new-template-page.js"),
    "NewTemplatePage",
  ),
});
const template = createRoute({
  getParentRoute: () => inside,
  path: "/templates/$templateId",
  component: lazyRouteComponent(() => import("../templates/template-page.js"), "TemplatePage"),
});
const refusalsFrame = createRoute({
  getParentRoute: () => inside,
  path: "/refusals",
  component: lazyRouteComponent(() => import("../refusals/refusals-frame.js"), "RefusalsFrame"),
});
const refusals = createRoute({
  getParentRoute: () => refusalsFrame,
  path: "/",
  component: lazyRouteComponent(() => import("../refusals/refusals-tab.js"), "RefusalsTab"),
});
const consents = createRoute({
  getParentRoute: () => refusalsFrame,
  path: "/consents",
  component: lazyRouteComponent(() => import("../refusals/consents-tab.js"), "ConsentsTab"),
});
const ownComplaints = createRoute({
  getParentRoute: () => refusalsFrame,
  path: "/complaints",
  component: lazyRouteComponent(
    () => import("../complaints/own-complaints-tab.js"),
    "OwnComplaintsTab",
  ),
});

/** Sending: campaigns and what became of them, lists, templates, refusals. */
export const sendingRoutes = [
  campaigns,
  compose,
  campaign,
  plans,
  plan,
  reports,
  messages,
  lists,
  list,
  templates,
  newTemplate,
  template,
  refusalsFrame.addChildren([refusals, consents, ownComplaints]),
] as const;
