import { lineFamily, normaliseNumber, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { isWritable } from "./written-text.js";

/** What a visitor without an account asks [001 · Closing words]. */
export type Question = {
  readonly name: string;
  /** E.164 when it is a mobile of the market, else as it was written. */
  readonly mobile: string;
  readonly email: string;
  readonly question: string;
  /** "" = of no family. */
  readonly family: string;
  readonly language: string;
};

/** A question that the desk keeps until somebody answered it. */
export type Consultation = Question & {
  readonly consultationId: string;
  readonly providerId: string;
  readonly receivedAt: Date;
  readonly closed: { readonly at: Date; readonly by: string; readonly note: string } | null;
};

const longestQuestion = 2_000;
const source = "001 · Closing words";
const languages: readonly string[] = ["fa", "tr", "vi", "en"];

/** The question as it is kept: trimmed, its mobile as E.164. */
export function tidyQuestion(pack: MarketPack, given: Question): Question {
  const mobile = normaliseNumber(pack, given.mobile);
  return {
    name: given.name.trim(),
    mobile: mobile.kind === "ok" ? mobile.e164 : given.mobile.trim(),
    email: given.email.trim(),
    question: given.question.trim(),
    family: given.family,
    language: languages.includes(given.language) ? given.language : (pack.languages[0] ?? "en"),
  };
}

/** Everything that is wrong with a question, at once. */
export function judgeQuestion(pack: MarketPack, asked: Question): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (code: string, subject: string, rule: string, remedy: string) =>
    findings.push({ code, subject, rule, source, remedy });
  if (asked.name === "" || !isWritable(asked.name)) {
    add("NAME_MISSING", "name", "The desk must know whom it answers.", "Give your name.");
  }
  if (asked.mobile === "" && asked.email === "") {
    const rule = "The desk answers by telephone or mail.";
    add("CONTACT_MISSING", "mobile", rule, "Give a mobile number or an e-mail address.");
  }
  const mobile = normaliseNumber(pack, asked.mobile);
  if (asked.mobile !== "" && mobile.kind === "refused") {
    add("MOBILE_MALFORMED", "mobile", "It is a mobile number of this market.", mobile.remedy);
  }
  if (
    asked.email !== "" &&
    !/^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]+\.[^\s@\p{Cc}]+$/u.test(asked.email)
  ) {
    const rule = "An e-mail address has one @ and a domain with a dot.";
    add("EMAIL_MALFORMED", "email", rule, "Write the address like info@company.ir.");
  }
  if (asked.question === "" || asked.question.length > longestQuestion) {
    const rule = `A question has 1 to ${longestQuestion} characters.`;
    add("QUESTION_MISSING", "question", rule, "Write what you want to know, in a few sentences.");
  }
  if (asked.family !== "" && lineFamily(pack, asked.family) === undefined) {
    const rule = "The question is about a family of lines of this market, or about none.";
    add("FAMILY_UNKNOWN", "family", rule, "Choose one that the provider offers, or leave it out.");
  }
  return findings;
}
