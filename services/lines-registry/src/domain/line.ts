import { lineFamily, type LineFamily, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { toAsciiDigits } from "./written-text.js";

export type LineType = "service" | "advertising";
export type LineStatus = "active" | "suspended" | "removed";

/** Any sender that exists. */
export type Line = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly family: string;
  /** As shown to the subscriber. */
  readonly number: string;
  readonly type: LineType;
  readonly status: LineStatus;
  /** Counts what readers must know; the activation notice is not part of it. */
  readonly version: number;
  /** Sending must follow the submitted customer list [ir.md §6]. */
  readonly governedByList: boolean;
  /** No source says whether a line can receive until the operator does (IR-MEL-19). */
  readonly inbound: "unknown" | "yes" | "no";
  readonly activeSince: Date;
  /** The provider's own line: it sends the platform's messages, to people on no list. */
  readonly platform: boolean;
  /** The application that made it a service line; null for lines that were entered. */
  readonly applicationId: string | null;
  readonly notice: "" | "pending" | "sent";
  readonly noticeMessageId: string;
};

/** States of an application in which there is a line, and what that line may do [data/states.json]. */
const statuses: Readonly<Record<string, LineStatus>> = {
  active_service: "active",
  suspended: "suspended",
  removed: "removed",
};

/** What the line of an application in this state may do; undefined when there is none yet, or never will be. */
export function lineStatusIn(state: string): LineStatus | undefined {
  return statuses[state];
}

export type NumberVerdict =
  | { readonly kind: "ok"; readonly number: string }
  | { readonly kind: "refused"; readonly finding: Finding };

/** The number of a line as it is shown: digits only, of the family's prefix and length where these are printed. */
export function readLineNumber(family: LineFamily, written: string): NumberVerdict {
  const number = toAsciiDigits(written).replace(/[\s\-()\u200c-\u200f\u202a-\u202e]/gu, "");
  const { prefix, totalDigits, source } = family;
  const isOfFamily =
    /^\d{3,15}$/u.test(number) &&
    number.startsWith(prefix ?? "") &&
    (totalDigits === null || number.length === totalDigits);
  if (isOfFamily) return { kind: "ok", number };
  const length = totalDigits === null ? "3 to 15" : String(totalDigits);
  const rule = `A number of ${family.name} has ${length} digits${prefix === null ? "" : ` and begins with ${prefix}`}.`;
  const remedy = "Give the number as its subscribers see it, with its prefix.";
  return {
    kind: "refused",
    finding: { code: "LINE_NUMBER_INVALID", subject: "line_number", rule, source, remedy },
  };
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
  if (held.type === "advertising") return [];
  return [
    {
      code: "ALREADY_SERVICE_LINE",
      subject: "line_number",
      rule: "An advertising number is turned into a service line once.",
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

export type LineStep =
  | { readonly kind: "none" }
  | { readonly kind: "changed"; readonly line: Line }
  | { readonly kind: "refused"; readonly finding: Finding };

/**
 * What an application that entered its state makes of the line: whitelisting creates it or turns
 * the held advertising line into a service line [IR-ASN-18]; later states change what it may do.
 * @param lineId id for a line that does not exist yet
 */
export function lineAfter(
  pack: MarketPack,
  application: {
    readonly applicationId: string;
    readonly tenantId: string;
    readonly providerId: string;
    readonly market: string;
    readonly family: string;
    readonly lineNumber: string;
    readonly state: string;
    readonly owesNotice: boolean;
  },
  held: Line | undefined,
  { lineId, at }: { readonly lineId: string; readonly at: Date },
): LineStep {
  const status = lineStatusIn(application.state);
  if (status === undefined) return { kind: "none" };
  const isOwn = held?.applicationId === application.applicationId;
  if (!isOwn) {
    const [finding] = judgeHeldNumber(held, application.tenantId);
    if (finding !== undefined) return { kind: "refused", finding };
  }
  if (held !== undefined && isOwn) {
    return { kind: "changed", line: { ...held, status, version: held.version + 1 } };
  }
  const { applicationId, tenantId, providerId, market, family, lineNumber } = application;
  const line: Line = {
    lineId: held?.lineId ?? lineId,
    tenantId,
    providerId,
    market,
    family,
    number: lineNumber,
    type: "service",
    status,
    version: (held?.version ?? 0) + 1,
    governedByList: lineFamily(pack, family)?.requiresCustomerList ?? false,
    inbound: held?.inbound ?? "unknown",
    activeSince: at,
    platform: false,
    applicationId,
    notice: application.owesNotice ? "pending" : "",
    noticeMessageId: "",
  };
  return { kind: "changed", line };
}
