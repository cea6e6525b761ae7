import type { Page } from "playwright-core";

import type { AbroadWork } from "./company-abroad.js";

/** A screen to be photographed: where it is, and what is done before. */
export type Shot = {
  readonly name: string;
  readonly path: string;
  readonly then?: (page: Page) => Promise<void>;
};

/** For whoever comes by. */
export const open: readonly Shot[] = [
  { name: "login", path: "/login" },
  { name: "sign-up", path: "/sign-up" },
  { name: "reset", path: "/reset-password" },
  { name: "offers", path: "/offers?kind=natural" },
  { name: "tariffs-ir", path: "/tariffs?market=IR" },
  { name: "tariffs-tr", path: "/tariffs?market=TR" },
  {
    name: "tariffs-vn",
    path: "/tariffs?market=VN",
    then: async (page) => page.locator("main input[inputmode=numeric]").fill("20001"),
  },
  { name: "nowhere", path: "/nowhere" },
];
/** What a company sees in every market before it has done anything. */
export const everywhere: readonly Shot[] = [
  { name: "numbers", path: "/numbers" },
  { name: "requests", path: "/numbers/requests" },
  { name: "families", path: "/request" },
  { name: "company", path: "/company" },
  { name: "people", path: "/account" },
  { name: "keys", path: "/account/keys" },
  {
    name: "new-key",
    path: "/account/keys",
    then: async (page) => {
      await page.locator("main button:has(svg.lucide-plus)").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "invite",
    path: "/account",
    then: async (page) => {
      await page.locator("main button:has(svg.lucide-user-plus)").click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "security", path: "/account/security" },
  {
    name: "codes",
    path: "/account/security",
    then: async (page) => {
      await page.locator("main section").nth(1).locator("button").first().click();
      await page.locator("[data-secret]").waitFor();
    },
  },
  {
    name: "day",
    path: "/company",
    then: async (page) => {
      await page.locator("main tbody th button").nth(1).click();
      await page.locator("[aria-haspopup=dialog]").first().click();
      await page.getByRole("grid").waitFor();
    },
  },
  { name: "trail", path: "/account/trail" },
  { name: "campaigns", path: "/campaigns" },
  { name: "compose", path: "/campaigns/new" },
  { name: "lists", path: "/lists" },
  { name: "templates", path: "/templates" },
  {
    name: "template-new",
    path: "/templates/new",
    then: async (page) => page.locator("form textarea").first().fill("{a} 123 {b}"),
  },
  { name: "wallet", path: "/wallet" },
  { name: "top-up", path: "/wallet/top-up" },
  { name: "resale", path: "/wallet/resale" },
  { name: "refusals", path: "/refusals" },
  { name: "own-complaints", path: "/refusals/complaints" },
];
const fileEmpty = async (page: Page): Promise<void> => {
  const rules = page.locator("section").nth(2).locator('input[type="checkbox"]').first();
  if ((await rules.count()) > 0) await rules.check();
  await page.locator('button[type="submit"]').click();
  await page.getByRole("alert").first().waitFor();
};
export const ofMarket: Readonly<Record<string, readonly Shot[]>> = {
  IR: [
    { name: "landline", path: "/request?family=landline_021" },
    { name: "landline-deficient", path: "/request?family=landline_021", then: fileEmpty },
  ],
  TR: [
    { name: "title", path: "/request?family=sender_title" },
    { name: "consents", path: "/refusals/consents" },
  ],
  VN: [
    {
      name: "spelling",
      path: "/numbers/spelling",
      then: async (page) => {
        await page.locator("main input").fill("VT.Edu");
        await page.getByRole("row").nth(2).waitFor();
      },
    },
    {
      name: "brandname",
      path: "/request?family=brandname",
      then: async (page) => {
        await page.locator("section").nth(1).locator("input").first().fill("VT.Edu");
        await page.getByRole("cell", { name: "MOBIFONE", exact: true }).waitFor();
      },
    },
  ],
};

/** Of the whole house, so that it flips what the other screens did. */
export const DRAFT = JSON.stringify({ market: "IR", name: "every text to the desk", holdAbove: 0 });
export const judgeAgain = async (page: Page): Promise<void> => {
  await page.locator("main button:has(svg.lucide-rotate-ccw)").click();
  await page.getByRole("alert").waitFor();
};
/** The window in which a segment is made, with a condition begun. */
const openSegment = async (page: Page): Promise<void> => {
  await page.locator("main button:has(svg.lucide-plus)").last().click();
  await page.getByRole("dialog").waitFor();
};

const forecast = async (page: Page): Promise<void> => {
  const senders = page.locator("main [role=radio]:not([disabled])");
  if ((await senders.count()) > 0) await senders.first().click();
  const ask = page.locator("button:has(svg.lucide-calculator)");
  await ask.click();
  await ask.waitFor({ state: "detached", timeout: 60_000 });
};

/** What somebody of each market writes: a text that is not quite its template, one that costs more than it must. */
const written = {
  IR: {
    compared: "سفارش 7731 ارسال شد. پيگیری در سایت",
    dear: "سفارش «7731» ارسال شد. پيگیری در سايت",
  },
  TR: {
    compared: "Siparişiniz 7731 kargoya verildi. Örnek  Kitap",
    dear: "Siparişiniz “7731” kargoya verildi – Örnek Kitap",
  },
  VN: {
    compared: "VT Edu: lớp A1 cua ban bat dau luc 7:30 ngay mai",
    dear: "VT Edu: lớp “A1” cua ban bat dau luc 7:30 ngay mai.",
  },
} as const;

const writeDear =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page
      .locator("section .mantine-SegmentedControl-label")
      .filter({ visible: true })
      .nth(4)
      .click();
    await page.locator("section textarea").last().fill(text);
    await page.locator("main table").last().waitFor();
  };
const compare =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.locator("form textarea").first().fill(text);
    await page.locator("form button[type=submit]").click();
    await page.locator("form table").waitFor();
  };

/** What a company of a market sees once it sends. @param orderId credit that it ordered by transfer. */
export function sendingShots(
  market: keyof typeof written,
  work: AbroadWork,
  orderId: string,
): readonly Shot[] {
  const { compared, dear } = written[market];
  return [
    { name: "numbers", path: "/numbers" },
    { name: "campaigns", path: "/campaigns" },
    {
      name: "forecast",
      path: `/campaigns/new?listId=${work.listId}&templateId=${work.templateId}`,
      then: forecast,
    },
    { name: "held", path: `/campaigns/${work.heldId}` },
    { name: "sent", path: `/campaigns/${work.sentId}` },
    { name: "reports", path: "/reports" },
    {
      name: "messages",
      path: "/messages",
      then: async (page) => page.locator("main td button[aria-expanded=false]").first().click(),
    },
    {
      name: "cancel",
      path: `/campaigns/${work.heldId}`,
      then: async (page) => page.locator("main button:has(svg.lucide-circle-x)").first().click(),
    },
    { name: "list", path: `/lists/${work.listId}` },
    { name: "segment", path: `/lists/${work.listId}`, then: openSegment },
    { name: "templates", path: "/templates" },
    { name: "template", path: `/templates/${work.templateId}`, then: compare(compared) },
    { name: "refusals", path: "/refusals" },
    { name: "complaints", path: "/refusals/complaints" },
    { name: "complaint", path: `/complaints/${work.complaintId}` },
    { name: "wallet", path: "/wallet" },
    { name: "papers", path: "/wallet/papers" },
    { name: "transfer", path: `/wallet/orders/${orderId}` },
    { name: "cost-doctor", path: "/campaigns/new", then: writeDear(dear) },
    { name: "company", path: "/company" },
  ];
}

/** What a provider's finance sees of a customer, its orders and a draft of its prices. */
export function financeShots(tenantId: string, draftId: string): readonly Shot[] {
  return [
    { name: "transfers", path: "/finance" },
    { name: "lists", path: "/finance/tariffs" },
    { name: "new-list", path: "/finance/tariffs/new" },
    { name: "list-draft", path: `/finance/tariffs/${draftId}` },
    { name: "invoices", path: "/finance/invoices" },
    { name: "reconciliation", path: "/finance/reconciliation" },
    { name: "customer", path: `/finance/customers?id=${tenantId}` },
  ];
}

/** What the desk of a provider abroad sees of a company. */
export function deskAbroad(work: AbroadWork, lineId: string): readonly Shot[] {
  return [
    { name: "queue", path: "/desk" },
    { name: "alarms", path: "/desk/alarms" },
    { name: "road", path: "/road" },
    { name: "lines", path: "/desk/lines" },
    { name: "line", path: `/desk/lines/${lineId}` },
    { name: "calendar", path: "/desk/calendar" },
    { name: "texts", path: "/texts" },
    { name: "text", path: `/texts/campaign:${work.heldId}:1` },
    { name: "complaints", path: "/complaints" },
    {
      name: "complaint",
      path: `/complaints/${work.complaintId}`,
      then: async (page) => page.locator("[data-decision=confirm]").click(),
    },
  ];
}

const openWindow = async (page: Page, opener: string): Promise<void> => {
  await page.locator(opener).first().click();
  await page.getByRole("dialog").waitFor();
};

/** The road to the operators, with what it asks before something goes out once more. */
export const roadShots: readonly Shot[] = [
  { name: "road", path: "/road" },
  {
    name: "road-release",
    path: "/road",
    then: (page) => openWindow(page, "main section:nth-of-type(4) td .mantine-Group-root button"),
  },
  {
    name: "road-replay",
    path: "/road",
    then: (page) => openWindow(page, "main section:nth-of-type(6) table td button"),
  },
];
