import { lineFamily, type MarketPack } from "@whiteline/markets";
import { lineStatusIn, stateIn, type Application } from "./application.js";
import { noticeOf } from "./activation-notice.js";
import type { Finding } from "./finding.js";
import type { LineStatus } from "./line-status.js";
import type { LineType, SenderKind } from "./sender.js";

/** A name at one operator, and what it may do there. */
export type Declaration = {
  readonly operator: string;
  readonly spelling: string;
  readonly status: LineStatus;
  readonly applicationId: string;
};

/** Any sender that exists. */
export type Line = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly family: string;
  /** As shown to the subscriber; a name may be spelt otherwise at an operator (`operators`). */
  readonly number: string;
  readonly kind: SenderKind;
  /** What no two lines of tenants may share (`senderKey`). */
  readonly senderKey: string;
  readonly type: LineType;
  /** By its own process; see `statusOf`. */
  readonly status: LineStatus;
  /** Nothing may be sent through the provider: the line is silent whatever its process says [tr.md §6]. */
  readonly providerBlocked: boolean;
  /** Where it is declared at each operator; empty for senders that are one for all. */
  readonly operators: readonly Declaration[];
  /** Counts what readers must know; the activation notice is not part of it. */
  readonly version: number;
  /** Sending must follow the submitted customer list [ir.md §6]. */
  readonly governedByList: boolean;
  /** No source says whether a line can receive until the operator does (IR-MEL-19). */
  readonly inbound: "unknown" | "yes" | "no";
  /** Kinds of traffic for which it was declared; absent or empty: undeclared, and not bound (VN-BLK-19). */
  readonly purposes?: readonly string[];
  readonly activeSince: Date;
  /** The provider's own line: it sends the platform's messages, to people on no list. */
  readonly platform: boolean;
  /** The application that made it a service line; null for lines that were entered. */
  readonly applicationId: string | null;
  readonly notice: "" | "pending" | "sent";
  readonly noticeMessageId: string;
};

/** What a line may do now. */
export function statusOf({ status, providerBlocked }: Line): LineStatus {
  return status === "active" && providerBlocked ? "suspended" : status;
}

/** Why a number cannot be applied for, seen from the line that bears it. */
export function judgeHeldNumber(held: Line | undefined, tenantId: string): readonly Finding[] {
  if (held === undefined) return [];
  if (held.status === "removed") return [numberRemoved()];
  if (held.tenantId !== tenantId || held.platform) {
    return [
      {
        code: "NUMBER_OF_ANOTHER",
        subject: "line_number",
        rule: "A number is applied for by its holder.",
        source: "architecture.md · 2, lines-registry",
        remedy: "Check the number; if it is yours, ask the provider to correct its books.",
      },
    ];
  }
  if (held.type === "advertising" || held.operators.length > 0) return [];
  return [
    {
      code: held.kind === "number" ? "ALREADY_SERVICE_LINE" : "LINE_EXISTS",
      subject: "line_number",
      rule: "A sender that is a line already is not applied for again; an advertising number is turned into a service line once.",
      source: "000 · Landline 021/026",
      remedy: "Use the line; it is among your lines.",
    },
  ];
}

/** "For ever" is read as: the number cannot apply again [ir.md §9, interpretation]. */
export function numberRemoved(): Finding {
  return {
    code: "NUMBER_REMOVED_FOR_EVER",
    subject: "line_number",
    rule: "A number that was removed for a violation never becomes a service line again.",
    source: "000 · Conversion notes; 002 · Line 021",
    remedy: "Apply with another number.",
  };
}

/** Why a name that is declared for some purposes is not declared for fewer or others at one more operator. */
export function judgePurposes(
  held: Line | undefined,
  purposes: readonly string[],
): readonly Finding[] {
  const known = held?.purposes ?? [];
  // Of either nothing is known: a name of before purposes were kept, or an application.
  if (known.length === 0 || purposes.length === 0) return [];
  const holds = (one: readonly string[], other: readonly string[]) =>
    one.every((purpose) => other.includes(purpose));
  if (holds(purposes, known) && holds(known, purposes)) return [];
  return [
    {
      code: "PURPOSES_OF_NAME",
      subject: "facts.purposes",
      rule: `A name serves the same purposes at every operator; it is declared for: ${known.join(", ")}.`,
      source: "004 · Rules 1",
      remedy: "File it for exactly these; ask on the line to have it declared for more.",
    },
  ];
}

export type LineStep =
  | { readonly kind: "none" }
  | { readonly kind: "changed"; readonly line: Line }
  | { readonly kind: "refused"; readonly finding: Finding };

/** What lineAfter reads of an application. */
export type LineSource = Pick<
  Application,
  | "applicationId"
  | "tenantId"
  | "providerId"
  | "market"
  | "family"
  | "lineNumber"
  | "senderKey"
  | "name"
  | "operator"
  | "lineType"
  | "state"
  | "owesNotice"
  | "caseKind"
  | "purposes"
>;

/**
 * What an application that entered its state makes of the line: activation creates it, turns the held
 * advertising line into a service line [IR-ASN-18], or adds an operator to a declared name; later
 * states change what it may do.
 * @param lineId id for a line that does not exist yet
 */
export function lineAfter(
  pack: MarketPack,
  application: LineSource,
  held: Line | undefined,
  {
    lineId,
    at,
    providerBlocked,
  }: { readonly lineId: string; readonly at: Date; readonly providerBlocked: boolean },
): LineStep {
  const status = lineStatusIn(pack, application, application.state);
  if (status === undefined) return { kind: "none" };
  const isOwn =
    held?.applicationId === application.applicationId ||
    (held?.operators.some((known) => known.applicationId === application.applicationId) ?? false);
  if (!isOwn) {
    // Filed before the name was a line, or before it was declared for more: what this operator was told decides.
    const [finding] = [
      ...judgeHeldNumber(held, application.tenantId),
      ...judgePurposes(held, application.purposes ?? []),
    ];
    if (finding !== undefined) return { kind: "refused", finding };
  }
  const operators = declarationsAfter(held, application, status);
  const purposes = purposesAfter(held, application);
  const changed = { operators, status: overall(operators) ?? status, ...purposes };
  const { lineType, leaves = false } = stateIn(pack, application, application.state) ?? {};
  const applicationIdAfter = leaves ? null : application.applicationId;
  if (held !== undefined && (isOwn || operators.length > 1)) {
    const type = lineType ?? held.type;
    const governedByList = type === "advertising" ? false : held.governedByList;
    const own = leaves ? { applicationId: null, notice: "" as const } : {};
    const version = held.version + 1;
    return {
      kind: "changed",
      line: { ...held, ...changed, type, governedByList, ...own, version },
    };
  }
  const type = lineType ?? application.lineType;
  const { tenantId, providerId, market, family: familyId } = application;
  const family = lineFamily(pack, familyId);
  const line: Line = {
    lineId: held?.lineId ?? lineId,
    tenantId,
    providerId,
    market,
    family: familyId,
    number: application.name,
    kind: family?.kind ?? "number",
    senderKey: application.senderKey,
    type,
    ...changed,
    providerBlocked,
    version: (held?.version ?? 0) + 1,
    governedByList: type === "service" && (family?.requiresCustomerList ?? false),
    inbound: held?.inbound ?? inboundOf(family?.receives ?? null),
    activeSince: at,
    platform: false,
    applicationId: applicationIdAfter,
    notice: application.owesNotice && noticeOf(pack, familyId) !== undefined ? "pending" : "",
    noticeMessageId: "",
  };
  return { kind: "changed", line };
}

/** Whether senders of a family can receive, where a source says so (IR-MEL-19). */
export function inboundOf(receives: boolean | null): Line["inbound"] {
  if (receives === null) return "unknown";
  return receives ? "yes" : "no";
}

function declarationsAfter(
  held: Line | undefined,
  { operator, lineNumber: spelling, applicationId }: LineSource,
  status: LineStatus,
): readonly Declaration[] {
  if (operator === "") return held?.operators ?? [];
  const others = (held?.operators ?? []).filter((known) => known.operator !== operator);
  return [...others, { operator, spelling, status, applicationId }];
}

/**
 * What a name was declared for first stands until a case adds to it. One of which nothing is known stays so when one
 * more operator takes it: bound by that declaration it would lose what it carries elsewhere.
 */
function purposesAfter(
  held: Line | undefined,
  { purposes = [] }: Pick<LineSource, "purposes">,
): Pick<Line, "purposes"> {
  const known = held === undefined ? purposes : (held.purposes ?? []);
  return known.length === 0 ? {} : { purposes: known };
}

/** The line declared for more, or for the first time, after a case said so. */
export function declaredFor(line: Line, purposes: readonly string[]): Line {
  const all = [...new Set([...(line.purposes ?? []), ...purposes])];
  return { ...line, purposes: all, version: line.version + 1 };
}

/** A name may be used while one operator takes it; undefined for what is not declared per operator. */
function overall(operators: readonly Declaration[]): LineStatus | undefined {
  const order: readonly LineStatus[] = ["active", "suspended", "expired", "removed"];
  return order.find((status) => operators.some((known) => known.status === status));
}
