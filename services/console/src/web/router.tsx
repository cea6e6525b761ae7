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
import type { ComplaintFilters } from "./complaints/queries.js";
import type { QueueFilters } from "./desk/queries.js";
import { ErrorPage } from "./shell/error-page.js";
import { NotFoundPage } from "./shell/not-found-page.js";
import { startOf } from "./shell/nav-entries.js";
import { Shell } from "./shell/shell.js";
import type { TariffSearch } from "./tariffs/queries.js";
import type { OfferSearch } from "./visitors/queries.js";
import type { TextFilters } from "./texts-desk/queries.js";

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
const tariffs = createRoute({
  getParentRoute: () => root,
  path: "/tariffs",
  validateSearch: ({ market, provider }): TariffSearch => ({
    ...(typeof market === "string" && { market }),
    ...(typeof provider === "string" && { provider }),
  }),
  component: lazyRouteComponent(() => import("./tariffs/tariffs-page.js"), "TariffsPage"),
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
    sender,
  }): { readonly family?: string; readonly correct?: string; readonly sender?: string } => ({
    ...(typeof family === "string" && { family }),
    ...(typeof correct === "string" && { correct }),
    // The router reads a number in the address as one.
    ...((typeof sender === "string" || typeof sender === "number") && { sender: `${sender}` }),
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
const deskLicences = createRoute({
  getParentRoute: () => inside,
  path: "/desk/licences",
  component: lazyRouteComponent(() => import("./desk/licences-page.js"), "LicencesPage"),
});
const campaigns = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns",
  component: lazyRouteComponent(() => import("./compose/campaigns-page.js"), "CampaignsPage"),
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
  component: lazyRouteComponent(() => import("./compose/compose-page.js"), "ComposePage"),
});
const campaign = createRoute({
  getParentRoute: () => inside,
  path: "/campaigns/$campaignId",
  component: lazyRouteComponent(() => import("./compose/campaign-page.js"), "CampaignPage"),
});
const lists = createRoute({
  getParentRoute: () => inside,
  path: "/lists",
  component: lazyRouteComponent(() => import("./lists/lists-page.js"), "ListsPage"),
});
const list = createRoute({
  getParentRoute: () => inside,
  path: "/lists/$listId",
  component: lazyRouteComponent(() => import("./lists/list-page.js"), "ListPage"),
});
const templates = createRoute({
  getParentRoute: () => inside,
  path: "/templates",
  component: lazyRouteComponent(() => import("./templates/templates-page.js"), "TemplatesPage"),
});
const newTemplate = createRoute({
  getParentRoute: () => inside,
  path: "/templates/new",
  validateSearch: ({ from }): { readonly from?: string } =>
    typeof from === "string" ? { from } : {},
  component: lazyRouteComponent(
    () => import("./templates/new-template-page.js"),
    "NewTemplatePage",
  ),
});
const template = createRoute({
  getParentRoute: () => inside,
  path: "/templates/$templateId",
  component: lazyRouteComponent(() => import("./templates/template-page.js"), "TemplatePage"),
});
const refusalsFrame = createRoute({
  getParentRoute: () => inside,
  path: "/refusals",
  component: lazyRouteComponent(() => import("./refusals/refusals-frame.js"), "RefusalsFrame"),
});
const refusals = createRoute({
  getParentRoute: () => refusalsFrame,
  path: "/",
  component: lazyRouteComponent(() => import("./refusals/refusals-tab.js"), "RefusalsTab"),
});
const consents = createRoute({
  getParentRoute: () => refusalsFrame,
  path: "/consents",
  component: lazyRouteComponent(() => import("./refusals/consents-tab.js"), "ConsentsTab"),
});
const ownComplaints = createRoute({
  getParentRoute: () => refusalsFrame,
  path: "/complaints",
  component: lazyRouteComponent(
    () => import("./complaints/own-complaints-tab.js"),
    "OwnComplaintsTab",
  ),
});
const textsDesk = createRoute({
  getParentRoute: () => inside,
  path: "/texts",
  validateSearch: ({ kind, assignee, overdue }): Partial<TextFilters> => ({
    ...((kind === "template" || kind === "campaign") && { kind }),
    ...((assignee === "me" || assignee === "none") && { assignee }),
    ...(overdue === true && { overdue }),
  }),
  component: lazyRouteComponent(() => import("./texts-desk/texts-desk-page.js"), "TextsDeskPage"),
});
const textCase = createRoute({
  getParentRoute: () => inside,
  path: "/texts/$caseId",
  component: lazyRouteComponent(() => import("./texts-desk/text-case-page.js"), "TextCasePage"),
});
const replay = createRoute({
  getParentRoute: () => inside,
  path: "/texts/replay",
  component: lazyRouteComponent(() => import("./texts-desk/replay-page.js"), "ReplayPage"),
});
const verdict = createRoute({
  getParentRoute: () => inside,
  path: "/verdicts/$verdictId",
  component: lazyRouteComponent(() => import("./texts-desk/verdict-page.js"), "VerdictPage"),
});
const complaints = createRoute({
  getParentRoute: () => inside,
  path: "/complaints",
  validateSearch: ({ state }): { readonly state?: ComplaintFilters["state"] } =>
    state === "decided" || state === "all" ? { state } : {},
  component: lazyRouteComponent(() => import("./complaints/complaints-page.js"), "ComplaintsPage"),
});
const complaint = createRoute({
  getParentRoute: () => inside,
  path: "/complaints/$complaintId",
  component: lazyRouteComponent(() => import("./complaints/complaint-page.js"), "ComplaintPage"),
});

const wallet = createRoute({
  getParentRoute: () => inside,
  path: "/wallet",
  component: lazyRouteComponent(() => import("./money/wallet-frame.js"), "WalletFrame"),
});
const balance = createRoute({
  getParentRoute: () => wallet,
  path: "/",
  component: lazyRouteComponent(() => import("./money/balance-tab.js"), "BalanceTab"),
});
const topUp = createRoute({
  getParentRoute: () => wallet,
  path: "/top-up",
  component: lazyRouteComponent(() => import("./money/top-up-tab.js"), "TopUpTab"),
});
const moneyPapers = createRoute({
  getParentRoute: () => wallet,
  path: "/papers",
  component: lazyRouteComponent(() => import("./money/papers-tab.js"), "PapersTab"),
});
const resale = createRoute({
  getParentRoute: () => wallet,
  path: "/resale",
  component: lazyRouteComponent(() => import("./money/resale-tab.js"), "ResaleTab"),
});
const paymentReturn = createRoute({
  getParentRoute: () => inside,
  path: "/wallet/orders",
  // The port's own name for the order that was paid; all else it says it tells the API itself.
  validateSearch: ({ order, vnp_TxnRef: paid }): { readonly order?: string } => {
    const named = typeof order === "string" ? order : paid;
    return typeof named === "string" ? { order: named } : {};
  },
  component: lazyRouteComponent(() => import("./money/order-page.js"), "ReturnPage"),
});
const order = createRoute({
  getParentRoute: () => inside,
  path: "/wallet/orders/$orderId",
  component: lazyRouteComponent(() => import("./money/order-page.js"), "OrderPage"),
});
const finance = createRoute({
  getParentRoute: () => inside,
  path: "/finance",
  component: lazyRouteComponent(() => import("./finance/finance-frame.js"), "FinanceFrame"),
});
const transfers = createRoute({
  getParentRoute: () => finance,
  path: "/",
  component: lazyRouteComponent(() => import("./finance/transfers-tab.js"), "TransfersTab"),
});
const tariffLists = createRoute({
  getParentRoute: () => finance,
  path: "/tariffs",
  component: lazyRouteComponent(() => import("./finance/tariffs-tab.js"), "TariffsTab"),
});
const invoices = createRoute({
  getParentRoute: () => finance,
  path: "/invoices",
  component: lazyRouteComponent(() => import("./finance/invoices-tab.js"), "FinanceInvoicesTab"),
});
const reconciliation = createRoute({
  getParentRoute: () => finance,
  path: "/reconciliation",
  component: lazyRouteComponent(
    () => import("./finance/reconciliation-tab.js"),
    "ReconciliationTab",
  ),
});
const customers = createRoute({
  getParentRoute: () => finance,
  path: "/customers",
  validateSearch: ({ id }): { readonly id?: string } => (typeof id === "string" ? { id } : {}),
  component: lazyRouteComponent(() => import("./finance/customers-tab.js"), "CustomersTab"),
});
const newTariff = createRoute({
  getParentRoute: () => inside,
  path: "/finance/tariffs/new",
  component: lazyRouteComponent(() => import("./finance/new-draft-page.js"), "NewDraftPage"),
});
const tariff = createRoute({
  getParentRoute: () => inside,
  path: "/finance/tariffs/$tariffId",
  component: lazyRouteComponent(() => import("./finance/draft-page.js"), "DraftPage"),
});

/** Every address of the console. */
export const router = createRouter({
  routeTree: root.addChildren([
    login,
    signUp,
    offers,
    tariffs,
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
      deskLicences,
      campaigns,
      compose,
      campaign,
      lists,
      list,
      templates,
      newTemplate,
      template,
      refusalsFrame.addChildren([refusals, consents, ownComplaints]),
      textsDesk,
      textCase,
      replay,
      verdict,
      complaints,
      complaint,
      wallet.addChildren([balance, topUp, moneyPapers, resale]),
      paymentReturn,
      order,
      finance.addChildren([transfers, tariffLists, invoices, reconciliation, customers]),
      newTariff,
      tariff,
    ]),
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
