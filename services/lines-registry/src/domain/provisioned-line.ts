import { lineFamily, senderNames, type LineFamily, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { inboundOf, type Line } from "./line.js";
import { judgeName } from "./sender-name.js";
import { readLineNumber, senderKey, type LineType, type NumberVerdict } from "./sender.js";

/** A line that exists already, as staff enter it. */
export type LineEntry = {
  readonly tenantId: string;
  readonly providerId: string;
  readonly family: string;
  readonly number: string;
  readonly type: LineType;
};

export type ProvisionVerdict =
  | { readonly kind: "accepted"; readonly line: Line }
  | { readonly kind: "refused"; readonly finding: Finding };

/**
 * Whether staff may enter this line: the provider's own line, or an advertising line that a tenant
 * holds. A tenant's service line comes by application alone [IR-ASN-13].
 */
export function judgeEntry(
  pack: MarketPack,
  entry: LineEntry,
  {
    tenantIsPlatform,
    lineId,
    at,
    providerBlocked,
  }: {
    readonly tenantIsPlatform: boolean;
    readonly lineId: string;
    readonly at: Date;
    readonly providerBlocked: boolean;
  },
): ProvisionVerdict {
  const family = lineFamily(pack, entry.family);
  if (family === undefined) {
    return refused({
      code: "FAMILY_UNKNOWN",
      subject: "family",
      rule: "A line is of a family of its market.",
      source: `market pack ${pack.code} · families`,
      remedy: `Give one of ${pack.families.map(({ id }) => id).join(", ")}.`,
    });
  }
  if (entry.type !== "advertising" && !tenantIsPlatform) {
    return refused({
      code: "SERVICE_LINE_NEEDS_APPLICATION",
      subject: "type",
      rule: "A line changes to service only through the documented application.",
      source: "000 · Challenges; Conversion notes",
      remedy: "Enter it as advertising line and have its holder apply.",
    });
  }
  const number = readSender(pack, family, entry.number);
  if (number.kind === "refused") return number;
  const { tenantId, providerId, type } = entry;
  const line: Line = {
    lineId,
    tenantId,
    providerId,
    market: pack.code,
    family: family.id,
    number: number.number,
    kind: family.kind,
    senderKey: senderKey(family.kind, number.number),
    type,
    status: "active",
    providerBlocked,
    operators: [],
    version: 1,
    // The platform writes to applicants, an advertising line to anyone not blocked [ir.md §2, §6].
    governedByList: false,
    inbound: inboundOf(family.receives),
    activeSince: at,
    platform: tenantIsPlatform,
    applicationId: null,
    notice: "",
    noticeMessageId: "",
  };
  return { kind: "accepted", line };
}

/** Whether a line that bears the number already is the one that was entered. */
export function isSameEntry(held: Line, entered: Line): boolean {
  return (
    held.tenantId === entered.tenantId &&
    held.providerId === entered.providerId &&
    held.family === entered.family &&
    held.status !== "removed"
  );
}

function readSender(pack: MarketPack, family: LineFamily, written: string): NumberVerdict {
  const names = senderNames(pack, family.id);
  if (names === undefined) return readLineNumber(family, written);
  const [finding] = judgeName(names, written, null).reasons;
  return finding === undefined
    ? { kind: "ok", number: written.normalize("NFC") }
    : { kind: "refused", finding: { ...finding, subject: "line_number" } };
}

function refused(finding: Finding): ProvisionVerdict {
  return { kind: "refused", finding };
}
