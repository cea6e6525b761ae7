import {
  ComplianceServiceDefinition,
  Decision,
  TemplateState,
  VariableType,
  type Judgement,
  type Template,
} from "@whiteline/contracts/compliance/v1/compliance";
import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import {
  LinesRegistryServiceDefinition,
  LineStatus,
  LineType,
  Line,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  ListsServiceDefinition,
  type CheckedRecipient,
  type StreamAudienceRequest,
  type StreamAudienceResponse,
} from "@whiteline/contracts/lists/v1/lists";
import {
  ListVersionsServiceDefinition,
  type MeasureVersionRequest,
  type MeasureVersionResponse,
} from "@whiteline/contracts/lists/v1/list_versions";
import { SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import {
  PricingServiceDefinition,
  type PartCount,
  type Quote,
  type Reservation,
} from "@whiteline/contracts/pricing/v1/pricing";
import { DomainError, requireTenant, runService } from "@whiteline/service-kit";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { readConfig } from "../src/config.js";

export const tenantId = "tenant-a";
export const lineId = "line-1";

export const line = (over: Partial<Line> = {}): Line => ({
  ...Line.fromPartial({}),
  lineId,
  tenantId,
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  number: "02191001234",
  type: LineType.SERVICE,
  status: LineStatus.ACTIVE,
  version: 1n,
  governedByList: true,
  inbound: "unknown",
  activeSince: undefined,
  activationNotice: "",
  activationMessageId: "",
  ...over,
});

const irr = (minor: bigint) => ({ currency: "IRR", minor });
export const perPart = 350n;

export const quoteOf = (counts: readonly PartCount[]): Quote => {
  const lines = counts.map(({ operator, alphabet, segments, messages }) => ({
    operator,
    alphabet,
    parts: messages * BigInt(segments),
    perPart: irr(perPart),
    amount: irr(messages * BigInt(segments) * perPart),
    steps: [],
    expected: irr(messages * BigInt(segments) * perPart),
    source: "test",
  }));
  const total = irr(lines.reduce((sum, { amount }) => sum + amount.minor, 0n));
  return {
    lines,
    total,
    expected: total,
    tariffId: "tariff-1",
    at: new Date("2026-11-22T00:00:00Z"),
    discount: undefined,
  };
};

/** First number of the test's audiences: MCI; every third is MTN's. */
export const msisdnOf = (i: number): bigint =>
  (i % 3 === 2 ? 989_350_000_000n : 989_120_000_000n) + BigInt(i);
export const operatorOf = (msisdn: bigint): string => (msisdn >= 989_350_000_000n ? "MTN" : "MCI");

export const refreshOverdue = {
  code: "list_refresh_overdue",
  subject: "02191001234",
  rule: "A cleaned list is handed in.",
  source: "000 · Conditions",
  remedy: "Import the file now.",
};

/** An audience of `count` in batches of 1,000, each with a name and a code. */
export async function* audience(
  count: number,
  between: (sent: number) => Promise<void> = async () => undefined,
): AsyncGenerator<StreamAudienceResponse> {
  const operators = ["MCI", "MTN"];
  for (let from = 0; from < count; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, count - from) }, (_, i) => from + i);
    const msisdns = rows.map(msisdnOf);
    yield {
      part: {
        $case: "batch",
        value: {
          ...{ msisdns: [], variables: [] },
          packedMsisdns: Buffer.from(BigUint64Array.from(msisdns).buffer),
          operatorIndex: Buffer.from(msisdns.map((m) => operators.indexOf(operatorOf(m)))),
          operators,
          variableNames: ["name", "code"],
          columns: [rows.map((i) => `مشتری ${i}`), rows.map(String)].map((values) => ({
            text: values.join(""),
            lengths: Buffer.from(Uint16Array.from(values, ({ length }) => length).buffer),
          })),
        },
      },
    };
    await between(from + rows.length);
  }
  const summary = {
    listId: "list-1",
    listVersion: 7n,
    kept: BigInt(count),
    dropped: [{ code: "DUPLICATE", rows: 2n }],
    warnings: [refreshOverdue],
  };
  yield { part: { $case: "summary", value: summary } };
}

export const template: Template = {
  templateId: "template-1",
  tenantId,
  name: "order",
  body: "{name} عزیز، سفارش {code} شما ارسال شد.",
  variables: [
    { name: "name", maxLength: 20, type: VariableType.TEXT, pattern: "" },
    { name: "code", maxLength: 6, type: VariableType.CODE, pattern: "^[0-9]+$" },
  ],
  state: TemplateState.APPROVED,
  category: "tracking_code",
  reviewNote: "",
  version: 1n,
  worstCaseParts: 1,
  worstCaseTexts: [],
};

const unknown = (reason: string): DomainError =>
  new DomainError("not_found", reason, "There is none.", { remedy: "Look again." });

/** What the neighbours say; a test changes it as it goes. */
export type Words = {
  lines: Line[];
  audience: () => AsyncIterable<StreamAudienceResponse>;
  /** What lists was asked for. */
  audiences: StreamAudienceRequest[];
  /** What lists says of a version, and what it was asked. */
  measured: Partial<MeasureVersionResponse>;
  measures: MeasureVersionRequest[];
  /** Numbers that lists has something against. */
  against: Map<bigint, string>;
  /** Awaited before recipients are checked; told how often they were. */
  beforeCheck: (checks: number) => Promise<void>;
  /** Lists cannot say for these whether they may be written to: their registry is away. */
  isCheckAway: (numbers: readonly string[]) => boolean;
  canPay: boolean;
  /** Of messages in order the wallet pays so many. */
  paysFor: number;
  /** Fails after the money was reserved: the answer is lost. */
  losesReserveAnswer: boolean;
  /** Never answers, after the money was reserved. */
  hangsAfterReserve: boolean;
  registryIsAway: boolean;
  /** Asked for a reservation, pricing says nothing, or that it cannot be reached. */
  pricingIs: "there" | "silent" | "away";
  rate: number;
  /** Parts never answered for of which operations decide, by the dispatcher. */
  held: bigint;
  /** A date that nobody on the list has. */
  dayOfNobody: string;
  /** Whether lists counts who has a date, takes longer than a call may, or has no version of the list yet. */
  counting: "counts" | "too_slow" | "nothing_yet";
  /** What the road to MCI appends to each text, and how it joins parts. */
  road: { readonly suffix: string; readonly wideReference: boolean };
  reservations: Map<string, Reservation>;
  checks: number;
  judged: number;
};

/**
 * The neighbours of campaigns as real gRPC servers behind one address, with the same token check; they
 * answer what the test lets them.
 */
export const startNeighbours = async (mongoUri: string, natsUrl: string, rate: number) => {
  const words: Words = {
    lines: [line()],
    audience: () => audience(10),
    audiences: [],
    measured: {},
    measures: [],
    against: new Map(),
    beforeCheck: async () => undefined,
    isCheckAway: () => false,
    canPay: true,
    paysFor: Infinity,
    losesReserveAnswer: false,
    hangsAfterReserve: false,
    registryIsAway: false,
    pricingIs: "there",
    rate,
    held: 0n,
    road: { suffix: "", wideReference: false },
    dayOfNobody: "",
    counting: "counts",
    reservations: new Map(),
    checks: 0,
    judged: 0,
  };
  const config = readConfig({
    ...testServiceConfig({ name: "neighbours", mongoUri, natsUrl }),
    ...peers("127.0.0.1:1"),
  });
  const refusal = {
    code: "INSUFFICIENT_FUNDS",
    subject: "wallet",
    rule: "The wallet does not cover it.",
    source: "pricing",
    remedy: "Top the wallet up.",
  };
  const running = await runService(config, async (life) => {
    life.serve(LinesRegistryServiceDefinition, {
      ...notAsked("lines-registry", LinesRegistryServiceDefinition),
      async *snapshot() {
        if (words.registryIsAway) throw new DomainError("unavailable", "AWAY", "Away.");
        for (const each of words.lines) yield { line: each };
      },
      async getLine(request, context) {
        const found = words.lines.find((each) => each.lineId === request.lineId);
        if (found?.tenantId !== requireTenant(context)) throw unknown("LINE_UNKNOWN");
        return { line: found };
      },
    });
    life.serve(ListsServiceDefinition, {
      ...notAsked("lists", ListsServiceDefinition),
      async getList({ listId }, context) {
        requireTenant(context);
        if (!listId.startsWith("list-")) throw unknown("LIST_UNKNOWN");
        return { list: undefined };
      },
      streamAudience(request) {
        words.audiences.push(request);
        return words.audience();
      },
      async checkRecipients({ numbers }) {
        words.checks += 1;
        await words.beforeCheck(words.checks);
        if (words.isCheckAway(numbers))
          throw new DomainError("unavailable", "REGISTRY_AWAY", "The registry gave no answer.");
        return { recipients: numbers.map((number) => checked(number, words)), listVersion: 7n };
      },
    });
    life.serve(ListVersionsServiceDefinition, {
      ...notAsked("list versions", ListVersionsServiceDefinition),
      async measureVersion(request, context) {
        requireTenant(context);
        words.measures.push(request);
        if (!`${request.listId}${request.segmentId}`.includes("-")) throw unknown("LIST_UNKNOWN");
        return { listId: "list-1", version: 7n, ...words.measured };
      },
    });
    life.serve(SegmentsServiceDefinition, {
      ...notAsked("segments", SegmentsServiceDefinition),
      async previewSegment({ condition }) {
        const kind = condition?.kind;
        // Counted for a day: with whatever else is asked of the members.
        const [asked] = kind?.$case === "all" ? kind.value.conditions : [condition];
        if (asked?.kind?.$case === "variable" && asked.kind.value.name === "due_on") {
          if (words.counting === "too_slow")
            throw new DomainError("unavailable", "DEADLINE_EXCEEDED", "It took too long.");
          if (words.counting === "nothing_yet") return {};
          const isFree = asked.kind.value.values.includes(words.dayOfNobody);
          return { listVersion: 7n, matching: isFree ? 0n : 3n };
        }
        throw new DomainError("precondition", "CONDITION_INVALID", "The list has no such column.", {
          remedy: "Import the list with that column.",
        });
      },
    });
    life.serve(ComplianceServiceDefinition, {
      ...notAsked("compliance", ComplianceServiceDefinition),
      async getTemplate({ templateId }, context) {
        const isOwn = requireTenant(context) === template.tenantId;
        if (!isOwn || templateId !== template.templateId) throw unknown("TEMPLATE_UNKNOWN");
        return { template };
      },
      async judge({ items }) {
        words.judged += items.length;
        return { judgements: items.map(judgementOf) };
      },
    });
    life.serve(PricingServiceDefinition, {
      ...notAsked("pricing", PricingServiceDefinition),
      async quote({ counts }) {
        return { outcome: { $case: "quote", value: quoteOf(counts) } };
      },
      async reserve({ reservationId, counts, order, tenantId: tenant, maxCost }) {
        if (!words.canPay) return { outcome: { $case: "refused", value: refusal } };
        const paid = order.slice(0, words.paysFor);
        const messages = (kind: number) => BigInt(paid.filter((of) => of === kind).length);
        const quote = quoteOf(
          order.length === 0 ? counts : counts.map((of, i) => ({ ...of, messages: messages(i) })),
        );
        const unpaid = order.slice(paid.length).map((kind, i) => {
          const { segments = 0 } = counts[kind] ?? {};
          const rule = `It costs ${BigInt(segments) * perPart} IRR.`;
          return { place: paid.length + i, finding: { ...refusal, rule } };
        });
        if (maxCost !== undefined && (quote.total?.minor ?? 0n) > maxCost.minor) {
          const value = { ...refusal, code: "MAX_COST_EXCEEDED" };
          return { outcome: { $case: "refused", value } };
        }
        words.reservations.set(reservationId, {
          reservationId,
          tenantId: tenant,
          campaignId: "",
          reserved: quote.total,
          settled: irr(0n),
          released: irr(0n),
          chunksSettled: 0n,
          closed: false,
          quote,
        });
        if (words.hangsAfterReserve) await new Promise(() => undefined);
        if (words.losesReserveAnswer) throw new DomainError("unavailable", "LOST", "Lost.");
        return { outcome: { $case: "reserved", value: { reservationId, quote } }, unpaid };
      },
      async getReservation({ reservationId }) {
        if (words.pricingIs === "silent") await new Promise(() => undefined);
        if (words.pricingIs === "away") throw new DomainError("unavailable", "AWAY", "Away.");
        const reservation = words.reservations.get(reservationId);
        if (reservation === undefined) throw unknown("RESERVATION_UNKNOWN");
        return { reservation };
      },
    });
    life.serve(DispatcherServiceDefinition, {
      ...notAsked("dispatcher", DispatcherServiceDefinition),
      async countDoubts() {
        return { held: words.held, until: new Date("2100-01-01T00:00:00Z") };
      },
      async listRoutes() {
        return {
          routes: [
            {
              route: "mci",
              market: "IR",
              operators: ["MCI"],
              rate: words.rate,
              latin1: true,
              ...words.road,
            },
            { route: "other", market: "IR", operators: ["*"], rate: words.rate },
          ],
        };
      },
    });
    life.serve(DlrServiceDefinition, {
      ...notAsked("dlr", DlrServiceDefinition),
      async getOutcomes() {
        return { outcomes: [] };
      },
      async listChunkOutcomes() {
        return { chunks: [] };
      },
    });
  });
  return { words, address: running.grpcAddress, stop: running.stop };
};

/** The addresses of every neighbour, all at one. */
export const peers = (address: string): Record<string, string> =>
  Object.fromEntries(
    ["LINES_REGISTRY", "LISTS", "COMPLIANCE", "PRICING", "DISPATCHER", "DLR"].map((name) => [
      `${name}_URL`,
      address,
    ]),
  );

const checked = (number: string, { against }: Words): CheckedRecipient => {
  const digits = number.replace(/^\+/u, "").replace(/^0/u, "98");
  if (!/^989\d{9}$/u.test(digits)) {
    return { msisdn: 0n, operator: "", refusalCode: "WRONG_LENGTH", findings: [] };
  }
  const msisdn = BigInt(digits);
  const finding = against.get(msisdn);
  const findings = finding === undefined ? [] : [finding];
  return { msisdn, operator: operatorOf(msisdn), refusalCode: "", findings };
};

const judgementOf = (item: {
  readonly text: string;
  readonly recipientFindings: readonly string[];
}): Judgement => {
  const [finding] = item.recipientFindings;
  const code = finding ?? (item.text.includes("تخفیف") ? "advertising_on_service_line" : undefined);
  return code === undefined
    ? {
        decision: Decision.CLEARED,
        clearanceId: "clearance-m",
        refusal: undefined,
        verdictId: "verdict-m",
        category: "notice",
      }
    : {
        decision: Decision.REFUSED,
        clearanceId: "",
        refusal: { code, subject: "", rule: "Not allowed.", source: "ir.md §8", remedy: "Do not." },
        verdictId: "verdict-r",
        category: "",
      };
};

/** The RPCs of a contract that campaigns must never ask. */
const notAsked = <Methods extends Record<string, unknown>>(
  service: string,
  definition: { readonly methods: Methods },
): Record<keyof Methods, () => never> =>
  Object.fromEntries(
    Object.keys(definition.methods).map((method) => [
      method,
      () => {
        throw new Error(`campaigns asked ${service} for ${method}`);
      },
    ]),
  ) as Record<keyof Methods, () => never>;
