import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import type { ComplaintFilters } from "../complaints/queries.js";
import type { QueueFilters } from "../desk/queries.js";
import type { TextFilters } from "../texts-desk/queries.js";
import { inside } from "./inside.js";

const desk = createRoute({
  getParentRoute: () => inside,
  path: "/desk",
  validateSearch: ({ assignee, overdue, state }): Partial<QueueFilters> => ({
    ...((assignee === "me" || assignee === "none") && { assignee }),
    ...(overdue === true && { overdue }),
    ...(typeof state === "string" && state !== "" && { state }),
  }),
  component: lazyRouteComponent(() => import("../desk/desk-page.js"), "DeskPage"),
});
const deskCase = createRoute({
  getParentRoute: () => inside,
  path: "/desk/cases/$caseId",
  component: lazyRouteComponent(() => import("../desk/case/case-page.js"), "CasePage"),
});
const deskAlarms = createRoute({
  getParentRoute: () => inside,
  path: "/desk/alarms",
  component: lazyRouteComponent(() => import("../desk/alarms-page.js"), "AlarmsPage"),
});
const deskLines = createRoute({
  getParentRoute: () => inside,
  path: "/desk/lines",
  component: lazyRouteComponent(() => import("../desk/lines/lines-page.js"), "DeskLinesPage"),
});
const deskLine = createRoute({
  getParentRoute: () => inside,
  path: "/desk/lines/$lineId",
  component: lazyRouteComponent(() => import("../desk/lines/line-page.js"), "DeskLinePage"),
});
const deskQuestions = createRoute({
  getParentRoute: () => inside,
  path: "/desk/consultations",
  component: lazyRouteComponent(() => import("../desk/consultations-page.js"), "ConsultationsPage"),
});
const deskCalendar = createRoute({
  getParentRoute: () => inside,
  path: "/desk/calendar",
  component: lazyRouteComponent(() => import("../desk/calendar-page.js"), "CalendarPage"),
});
const deskLicences = createRoute({
  getParentRoute: () => inside,
  path: "/desk/licences",
  component: lazyRouteComponent(() => import("../desk/licences-page.js"), "LicencesPage"),
});
const textsDesk = createRoute({
  getParentRoute: () => inside,
  path: "/texts",
  validateSearch: ({ kind, assignee, overdue }): Partial<TextFilters> => ({
    ...((kind === "template" || kind === "campaign") && { kind }),
    ...((assignee === "me" || assignee === "none") && { assignee }),
    ...(overdue === true && { overdue }),
  }),
  component: lazyRouteComponent(() => import("../texts-desk/texts-desk-page.js"), "TextsDeskPage"),
});
const textCase = createRoute({
  getParentRoute: () => inside,
  path: "/texts/$caseId",
  component: lazyRouteComponent(() => import("../texts-desk/text-case-page.js"), "TextCasePage"),
});
const replay = createRoute({
  getParentRoute: () => inside,
  path: "/texts/replay",
  component: lazyRouteComponent(() => import("../texts-desk/replay-page.js"), "ReplayPage"),
});
const verdict = createRoute({
  getParentRoute: () => inside,
  path: "/verdicts/$verdictId",
  component: lazyRouteComponent(() => import("../texts-desk/verdict-page.js"), "VerdictPage"),
});
const complaints = createRoute({
  getParentRoute: () => inside,
  path: "/complaints",
  validateSearch: ({ state }): { readonly state?: ComplaintFilters["state"] } =>
    state === "decided" || state === "all" ? { state } : {},
  component: lazyRouteComponent(() => import("../complaints/complaints-page.js"), "ComplaintsPage"),
});
const complaint = createRoute({
  getParentRoute: () => inside,
  path: "/complaints/$complaintId",
  component: lazyRouteComponent(() => import("../complaints/complaint-page.js"), "ComplaintPage"),
});

const road = createRoute({
  getParentRoute: () => inside,
  path: "/road",
  component: lazyRouteComponent(() => import("../road/road-page.js"), "RoadPage"),
});

/** The desk: cases, lines, licences, texts, complaints, the road to the operators. */
export const deskRoutes = [
  desk,
  deskCase,
  deskAlarms,
  deskLines,
  deskLine,
  deskQuestions,
  deskCalendar,
  deskLicences,
  textsDesk,
  textCase,
  replay,
  verdict,
  complaints,
  complaint,
  road,
] as const;
