import { guarantee, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";

/** An amount in minor units of a currency. */
export type Money = { readonly currency: string; readonly minor: bigint };

/** The promissory note (سفته) as the applicant describes it; its image is a document. */
export type PromissoryNote = {
  readonly amount: Money | undefined;
  readonly beneficiaryCode: string;
  readonly stampedAndSigned: boolean;
};

/**
 * Everything that is wrong with a note by provider and family [ir.md §5]; nothing where none is asked.
 * A beneficiary that the sources do not name is left to the expert.
 */
export function judgeNote(
  pack: MarketPack,
  provider: string,
  family: string,
  note: PromissoryNote | undefined,
): readonly Finding[] {
  const { required, amount, currency, beneficiary, source } = guarantee(pack, provider, family);
  if (!required) return [];
  const sum = `${amount.toLocaleString("en-US")} ${currency}`;
  const whole = `The note is over ${sum}${beneficiary === null ? "" : `, in favour of ${beneficiary.name}`}, stamped and signed.`;
  const finding = (code: string, rule: string, remedy: string): Finding => ({
    code,
    subject: "promissory_note",
    rule,
    source,
    remedy,
  });
  if (note === undefined) {
    return [finding("NOTE_MISSING", whole, "Fill in a note, and send its facts and its image.")];
  }
  const findings: Finding[] = [];
  if (note.amount?.minor !== amount || note.amount.currency !== currency) {
    const remedy = `Make out a note over exactly ${sum}.`;
    findings.push(finding("NOTE_AMOUNT_WRONG", `The note is over ${sum}.`, remedy));
  }
  if (beneficiary !== null && note.beneficiaryCode !== beneficiary.code) {
    const rule = `The note is in favour of ${beneficiary.name} (${beneficiary.code}).`;
    const remedy = `Make out the note to ${beneficiary.name}.`;
    findings.push(finding("NOTE_BENEFICIARY_WRONG", rule, remedy));
  }
  if (!note.stampedAndSigned) {
    const rule = "The note is stamped, and signed by the signatories of the official gazette.";
    findings.push(finding("NOTE_NOT_SIGNED", rule, "Have the note stamped and signed."));
  }
  return findings;
}
