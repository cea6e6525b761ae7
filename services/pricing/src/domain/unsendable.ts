import { segmentTable, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import type { PartCount } from "./quote.js";
import { isAlphabet, scriptOfAlphabet } from "./segments.js";

type Fault = Pick<Finding, "code" | "rule" | "source" | "remedy">;

/**
 * Why some of these counts are never sent, so that they have no price: letters that an operator does not take, more parts
 * than its table prints [004 · Rules 3]. Undefined: all may go.
 */
export const findUnsendable = (
  pack: MarketPack,
  counts: readonly PartCount[],
): Finding | undefined => {
  const faults = counts.flatMap((count) => {
    const fault = faultOf(pack, count);
    return fault === undefined ? [] : [{ ...fault, ...count }];
  });
  const [first] = faults;
  if (first === undefined) return undefined;
  const alike = faults.filter(({ code, rule }) => code === first.code && rule === first.rule);
  const { code, rule, source, remedy } = first;
  const subject = alike.map(({ operator, alphabet }) => `${operator} ${alphabet}`).join(", ");
  return { code, subject, rule, source, remedy };
};

const faultOf = (
  pack: MarketPack,
  { operator, alphabet, segments }: PartCount,
): Fault | undefined => {
  const script = isAlphabet(alphabet) ? scriptOfAlphabet(pack, alphabet) : undefined;
  const table = script === undefined ? undefined : segmentTable(pack, { operator, script });
  if (table === undefined) {
    return {
      code: "TEXT_NOT_SENDABLE",
      rule: `${operator} has no table for such texts.`,
      source: `segments of ${pack.name}`,
      remedy: "Name another alphabet.",
    };
  }
  const { source, sendable, rows } = table;
  if (!sendable) {
    return {
      code: "ACCENTED_NOT_SUPPORTED",
      rule: `${operator} takes no text with accents, nor with another character that needs UCS-2.`,
      source,
      remedy: "Leave it out, or ask for gsm7: the text written without accents.",
    };
  }
  const most = Math.max(0, ...rows.map((row) => row.segments));
  if (most === 0 || segments <= most) return undefined;
  return {
    code: "TEXT_TOO_LONG",
    rule: `A text in this alphabet has at most ${most} parts at ${operator}.`,
    source,
    remedy: "Ask for fewer segments: a longer text is not sent.",
  };
};
