import { markets, normaliseNumber, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { NumberedLine } from "./domain/line-number.js";
import { TOKEN_LETTERS, type RefusalTokens } from "./refusal-token.js";
import type { LineStore } from "./store/lines.js";
import type { RefusalDoor, RefusalDoorStore } from "./store/refusal-doors.js";

export type LinkMaking = {
  readonly tokens: RefusalTokens;
  readonly doors: RefusalDoorStore;
  /** Where the gateway's page is reached from outside; undefined: no links are offered. */
  readonly publicUrl: string | undefined;
};

/** Gives each recipient of a line its link. */
export type LinkWriter = (msisdn: number) => string;

/** What a link opens. */
export type OpenedLink = RefusalDoor & {
  readonly msisdn: number;
  readonly pack: MarketPack;
  readonly line: NumberedLine | undefined;
};

/** @throws DomainError LINKS_NOT_OFFERED */
export async function linkWriter(
  { tokens, doors, publicUrl }: LinkMaking,
  line: { readonly tenantId: string; readonly lineId: string; readonly market: string },
): Promise<LinkWriter> {
  const base = baseOf(publicUrl);
  const door = await doors.of(line.tenantId, line.lineId, line.market);
  return (msisdn) => base + tokens.seal({ door, msisdn });
}

/** What is as long as every link, in letters that count alike. @throws DomainError LINKS_NOT_OFFERED */
export const sampleLink = ({ publicUrl }: Pick<LinkMaking, "publicUrl">): string =>
  baseOf(publicUrl) + "0".repeat(TOKEN_LETTERS);

function baseOf(publicUrl: string | undefined): string {
  if (publicUrl === undefined) {
    throw new DomainError(
      "precondition",
      "LINKS_NOT_OFFERED",
      "This installation has no public address for refusal links.",
      { remedy: "Name another way to refuse in the text, or ask your provider." },
    );
  }
  return `${publicUrl.replace(/\/+$/u, "")}/r/`;
}

/** The links of numbers as the user wrote them, in their order; empty where a number cannot be read. */
export async function linksFor(
  it: LinkMaking,
  line: { readonly tenantId: string; readonly lineId: string; readonly market: string },
  numbers: readonly string[],
): Promise<readonly string[]> {
  const write = await linkWriter(it, line);
  const pack = markets.get(line.market);
  return numbers.map((written) => {
    const number = normaliseNumber(pack, written);
    return number.kind === "ok" ? write(Number(number.e164)) : "";
  });
}

/** @throws DomainError LINK_UNKNOWN for whatever was not made here */
export async function openLink(
  { tokens, doors, lines }: Pick<LinkMaking, "tokens" | "doors"> & { readonly lines: LineStore },
  token: string,
): Promise<OpenedLink> {
  const opened = tokens.open(token);
  const door = opened === undefined ? undefined : await doors.open(opened.door);
  if (opened === undefined || door === undefined || !markets.has(door.market)) {
    throw new DomainError("not_found", "LINK_UNKNOWN", "Nobody made this link.", {
      remedy: "Open the link exactly as it stands in the message.",
    });
  }
  const pack = markets.get(door.market);
  return { ...door, msisdn: opened.msisdn, pack, line: await lines.get(door.lineId) };
}

/** The number with all but its last three digits hidden: enough to know one's own. */
export function showOwnDigits(msisdn: number): string {
  const digits = String(msisdn);
  return `+${"•".repeat(Math.max(0, digits.length - 3))}${digits.slice(-3)}`;
}
