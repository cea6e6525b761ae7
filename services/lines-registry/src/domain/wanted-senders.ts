import { senderNames, type LineFamily, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { judgeName, proposeSpellings } from "./sender-name.js";
import { originOf, readLineNumber, senderKey } from "./sender.js";
import { isWritable } from "./written-text.js";

/** A sender as it will be filed. */
export type WantedSender = {
  /** As it will be shown, at `operator` where it is declared there; "" for a common one. */
  readonly sender: string;
  readonly name: string;
  readonly operator: string;
  /** "" for a common sender, which nobody holds alone. */
  readonly key: string;
  readonly warnings: readonly Finding[];
};

type Read = {
  readonly senders: readonly WantedSender[];
  readonly deficiencies: readonly Finding[];
};

type Wanted = {
  readonly lineNumber: string;
  readonly spellings: readonly { readonly operator: string; readonly text: string }[];
};

/** The senders that an application is for, and all that is wrong with how they are written. */
export function readSenders(
  pack: MarketPack,
  family: LineFamily,
  wanted: Wanted,
  drawn: string,
): Read {
  const { kind } = family;
  const one = (sender: string, ...deficiencies: readonly Finding[]): Read => ({
    senders: [{ sender, name: sender, operator: "", key: senderKey(kind, sender), warnings: [] }],
    deficiencies,
  });
  const origin = originOf(family);
  if (origin === "common") {
    return {
      senders: [{ sender: "", name: "", operator: "", key: "", warnings: [] }],
      deficiencies: [],
    };
  }
  if (origin === "drawn") return one(drawn);
  if (kind === "number") {
    const number = readLineNumber(family, wanted.lineNumber);
    return number.kind === "ok" ? one(number.number) : one(wanted.lineNumber, number.finding);
  }
  if (family.declaredAt.length > 0) return readSpellings(pack, family, wanted);
  const title = wanted.lineNumber.normalize("NFC");
  return one(title, ...judgeTitle(pack, family, title));
}

function judgeTitle(pack: MarketPack, family: LineFamily, title: string): readonly Finding[] {
  const names = senderNames(pack, family.id);
  if (names === undefined) return isWritable(title) && title !== "" ? [] : [unwritable(family)];
  return judgeName(names, title, null).reasons.map((reason) => ({
    ...reason,
    subject: "line_number",
    remedy: withProposals(reason.remedy, proposeSpellings(names, title, null)),
  }));
}

/** A name that is declared at each operator, in the spelling that this operator takes [vn.md §2]. */
function readSpellings(pack: MarketPack, family: LineFamily, wanted: Wanted): Read {
  const names = senderNames(pack, family.id);
  const name = wanted.lineNumber.normalize("NFC");
  const key = senderKey(family.kind, name);
  const deficiencies: Finding[] = [];
  const senders: WantedSender[] = [];
  const about = { source: family.source };
  if (wanted.spellings.length === 0) {
    deficiencies.push({
      ...about,
      code: "OPERATORS_MISSING",
      subject: "spellings",
      rule: "A name is declared at each operator by itself.",
      remedy: `Name the operators with the spelling there: ${family.declaredAt.join(", ")}.`,
    });
  }
  for (const { operator, text } of wanted.spellings) {
    const sender = text.normalize("NFC");
    const subject = `spellings.${operator}`;
    if (!family.declaredAt.includes(operator)) {
      deficiencies.push({
        ...about,
        code: "OPERATOR_UNKNOWN",
        subject: "spellings",
        rule: "Names of this family are declared at the operators of its market.",
        remedy: `Choose among ${family.declaredAt.join(", ")}.`,
      });
      continue;
    }
    if (senders.some((known) => known.operator === operator)) {
      deficiencies.push({
        ...about,
        code: "OPERATOR_TWICE",
        subject,
        rule: "A name has one spelling at each operator.",
        remedy: "Leave one of the two out.",
      });
    }
    const verdict = names && judgeName(names, sender, operator);
    const proposals = names === undefined ? [] : proposeSpellings(names, name, operator);
    const reasons = (verdict?.reasons ?? []).map((reason) => ({
      ...reason,
      remedy: withProposals(reason.remedy, proposals),
    }));
    if (verdict?.verdict === "invalid") deficiencies.push(...reasons);
    if (sender.trim() !== "" && senderKey(family.kind, sender) !== key) {
      deficiencies.push({
        ...about,
        code: "SPELLING_OF_ANOTHER_NAME",
        subject,
        rule: "The spellings of a name differ in case and separators only.",
        remedy: withProposals("Spell the name that is applied for.", proposals),
      });
    }
    const warnings = verdict?.verdict === "manual_review" ? reasons : [];
    senders.push({ sender, name, operator, key, warnings });
  }
  return { senders, deficiencies };
}

function withProposals(remedy: string, proposals: readonly string[]): string {
  return proposals.length === 0 ? remedy : `${remedy} For example: ${proposals.join(", ")}.`;
}

function unwritable({ source }: LineFamily): Finding {
  return {
    code: "SENDER_MISSING",
    subject: "line_number",
    rule: "The application names the sender that is wanted.",
    source,
    remedy: "Give the sender as its recipients will see it.",
  };
}
