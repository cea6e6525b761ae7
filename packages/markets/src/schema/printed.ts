import { z } from "zod";
import { entry, filledListOf, listOf, record } from "./entry.js";

const pairs = filledListOf(record({ provider: z.string(), family: z.string() }));

/** How a value is set: as words, with the digits of the language, or as a Latin run such as an e-mail address. */
const setAs = z.enum(["text", "digits", "latin"]);

const direction = z.enum(["rtl", "ltr"]);

/** One line to fill in; `key` names the value (see lines-registry, domain/printed-values.ts). */
const printedField = record({ key: z.string().min(1), label: z.string().min(1), as: setAs });

/** Words with `{key}` where a value of the form is set in. */
const words = z.string().min(1);

/** The text of a form as it is printed on the applicant's letterhead. */
export const printedForm = entry({
  /** As providers call the version, e.g. "3000". */
  id: z.string().min(1),
  appliesTo: pairs,
  direction,
  title: words,
  opening: words,
  sections: filledListOf(
    record({
      heading: z.string().min(1),
      /** Fields side by side; 1 where what is written may be long. */
      columns: z.union([z.literal(1), z.literal(2)]),
      fields: filledListOf(printedField),
    }),
  ),
  clausesHeading: z.string().min(1),
  /** Numbered in this order; `appliesTo` narrows a clause to some of the version's families. */
  clauses: filledListOf(entry({ text: words, appliesTo: pairs.optional() })),
  /** Places for stamp and signature, side by side; `note` is printed inside the place. */
  signatures: filledListOf(
    record({ label: z.string().min(1), note: z.string().min(1).nullable(), blank: z.boolean() }),
  ),
  /** What is said above the rules, which are a page of their own. */
  rulesTitle: z.string().min(1),
  rulesNote: z.string().min(1),
});

/** Millimetres that stay free for the letterhead. */
export const letterhead = entry({
  topMm: z.number().positive(),
  bottomMm: z.number().positive(),
});

/** What a filled promissory note looks like. */
export const noteSample = entry({
  direction,
  title: words,
  /** Across the page, so that nobody takes it for a note. */
  watermark: z.string().min(1),
  /** `fill` = the applicant fills this field in. */
  fields: filledListOf(
    record({ key: z.string().min(1), label: z.string().min(1), as: setAs, fill: z.boolean() }),
  ),
  /** Said where the guarantee names no beneficiary. */
  noBeneficiary: z.string().min(1),
  signatureLabel: z.string().min(1),
  instructionsHeading: z.string().min(1),
  instructions: filledListOf(entry({ text: words, appliesTo: pairs.optional() })),
});

/** Sums in words, because a note is written in words. */
export const sumsInWords = listOf(
  entry({ amount: z.bigint().positive(), words: z.string().min(1) }),
);

/** The first sheet of a dossier for the operator: its words in the language of the market. */
export const coverSheet = entry({
  direction,
  title: words,
  words: record({
    applicant: words,
    nationalId: words,
    provider: words,
    number: words,
    family: words,
    application: words,
    state: words,
    filedOn: words,
    exportedOn: words,
    papers: words,
    paper: words,
    file: words,
    size: words,
    digest: words,
    verdict: words,
    accepted: words,
    rejected: words,
    notJudged: words,
    notIncluded: words,
    steps: words,
    step: words,
    actor: words,
    on: words,
    note: words,
  }),
  /** How states, steps and who takes them are called on paper; what is not here is printed as the pack names it. */
  said: z.record(z.string(), words).default({}).readonly(),
}).prefault({
  direction: "ltr",
  title: "Dossier of an application",
  words: {
    applicant: "Applicant",
    nationalId: "National id",
    provider: "Provider",
    number: "Number",
    family: "Kind of sender",
    application: "Application",
    state: "State",
    filedOn: "Filed on",
    exportedOn: "Exported on",
    papers: "Papers",
    paper: "Paper",
    file: "File",
    size: "Bytes",
    digest: "SHA-256",
    verdict: "Verdict",
    accepted: "accepted",
    rejected: "rejected",
    notJudged: "not judged",
    notIncluded: "handed over separately",
    steps: "Steps",
    step: "Step",
    actor: "By",
    on: "On",
    note: "Note",
  },
  source: "issue 4 · the desk",
  basis: "interpretation",
});
