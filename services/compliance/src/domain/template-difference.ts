import { diffArrays } from "diff";
import { nameLoneCulprit, namePairCulprit, type Culprit } from "./culprit.js";
import type { MatchPiece } from "./template-match.js";
import { normaliseText } from "./text-normalisation.js";

export type TextChange = {
  readonly kind: "kept" | "value" | "missing" | "added" | "replaced" | "wrong_value";
  /** Where it stands in the text, in UTF-16 units. */
  readonly at: number;
  /** As in the template; a variable as {name}. */
  readonly expected: string;
  /** As in the text. */
  readonly found: string;
  readonly culprit: string;
  readonly variable: string;
  readonly rule: string;
  readonly remedy: string;
};

type Variable = Extract<MatchPiece, { kind: "variable" }>;
/** A character of the text, or of the template, or a variable of it. */
type Unit = { readonly text: string; readonly folded: string; readonly variable?: Variable };

/** Beyond so many edits two texts have nothing to say about each other. */
const MOST_EDITS = 4_000;

/**
 * Where a text differs from a template, to the character and from start to end, naming what cannot be seen. Words are
 * aligned first, as readers do, and characters only within what differs; what looks alike counts as the same place.
 */
export const differenceOf = (
  pieces: readonly MatchPiece[],
  text: string,
): readonly TextChange[] => {
  const expected = wordsOfTemplate(pieces);
  const found = wordsOf(text);
  const runs = align(expected, found);
  const changes = runs.flatMap((run) => (run.same ? comparePairs(run) : alignCharacters(run)));
  return place(widenValues(joinKept(changes)));
};

type Run = {
  readonly same: boolean;
  readonly expected: readonly Unit[];
  readonly found: readonly Unit[];
};
/** `limits`: of the variable, for a value that may still grow. */
type Placeless = Omit<TextChange, "at"> & { readonly limits?: Variable };

const align = (expected: readonly Unit[], found: readonly Unit[]): readonly Run[] => {
  const parts = diffArrays([...expected], [...found], {
    comparator: (a, b) =>
      a.variable === undefined && b.variable === undefined && a.folded === b.folded,
    maxEditLength: MOST_EDITS,
  });
  // With too many edits the library gives up: then everything differs.
  if (parts === undefined) return [{ same: false, expected, found }];
  const runs: Run[] = [];
  let [atExpected, atFound] = [0, 0];
  for (const { added, removed, count } of parts) {
    const takeExpected = added ? 0 : count;
    const takeFound = removed ? 0 : count;
    const next = {
      same: !added && !removed,
      expected: expected.slice(atExpected, atExpected + takeExpected),
      found: found.slice(atFound, atFound + takeFound),
    };
    atExpected += takeExpected;
    atFound += takeFound;
    const last = runs.at(-1);
    if (last !== undefined && !last.same && !next.same) {
      runs[runs.length - 1] = {
        same: false,
        expected: [...last.expected, ...next.expected],
        found: [...last.found, ...next.found],
      };
    } else runs.push(next);
  }
  return runs;
};

/** Words that read alike: the same, or the same but for what a reader does not see. */
const comparePairs = ({ expected, found }: Run): readonly Placeless[] =>
  expected.flatMap((unit, i) => {
    const other = found[i];
    if (other === undefined) return [];
    if (unit.text === other.text) return [kept(unit.text)];
    return compareCharacters(charactersOf(unit.text), charactersOf(other.text));
  });

const alignCharacters = ({ expected, found }: Run): readonly Placeless[] => {
  const changes = compareCharacters(
    expected.flatMap((unit) => (unit.variable === undefined ? charactersOf(unit.text) : [unit])),
    found.flatMap(({ text }) => charactersOf(text)),
  );
  if (expected.some(({ variable }) => variable !== undefined)) return changes;
  // Two words that share but a few letters are two words: letter by letter says nothing to a reader.
  const [whole, other] = [textOf(expected), textOf(found)];
  const common = changes
    .filter(({ kind }) => kind === "kept" || kind === "replaced")
    .reduce((sum, change) => sum + change.found.length, 0);
  const areTwoWords = common > 0 && common * 2 <= Math.max(whole.length, other.length);
  return areTwoWords ? [pair(whole, other)] : changes;
};

const compareCharacters = (
  expected: readonly Unit[],
  found: readonly Unit[],
): readonly Placeless[] =>
  align(expected, found).flatMap((run) =>
    run.same
      ? run.expected.map((unit, i) => pair(unit.text, run.found[i]?.text ?? ""))
      : explain(run.expected, textOf(run.found)),
  );

/** What differs in a row: at most one variable takes what was found; the rest is missing, added or replaced. */
const explain = (expected: readonly Unit[], found: string): readonly Placeless[] => {
  const at = expected.findIndex(({ variable }) => variable !== undefined);
  const variable = expected[at]?.variable;
  if (variable === undefined) return [pair(textOf(expected), found)].filter(isSomething);
  const before = textOf(expected.slice(0, at));
  return [
    pair(before, ""),
    ...valueWithin(variable, found),
    ...explain(expected.slice(at + 1), ""),
  ].filter(isSomething);
};

/** A value, and the blanks around it, which are none of it. */
const valueWithin = (variable: Variable, found: string): readonly Placeless[] => {
  const core = found.trim();
  if (core === found || core === "") return [value(variable, found)];
  const from = found.indexOf(core);
  return [
    pair("", found.slice(0, from)),
    value(variable, core),
    pair("", found.slice(from + core.length)),
  ].filter(isSomething);
};

const isSomething = ({ expected, found }: Placeless): boolean => expected !== "" || found !== "";
const textOf = (units: readonly Unit[]): string => units.map(({ text }) => text).join("");

const blank = { culprit: "", variable: "", rule: "", remedy: "" };
const kept = (text: string): Placeless => ({ kind: "kept", expected: text, found: text, ...blank });
const nameIt = (culprit: Culprit | undefined) =>
  culprit && { culprit: culprit.code, rule: culprit.rule, remedy: culprit.remedy };

const pair = (expected: string, found: string): Placeless => {
  if (expected === found) return kept(found);
  if (expected === "") {
    const rule = { rule: "The template has nothing here.", remedy: "Delete it." };
    return {
      kind: "added",
      expected,
      found,
      ...blank,
      ...(nameIt(nameLoneCulprit(found, "added")) ?? rule),
    };
  }
  if (found === "") {
    const rule = { rule: "The template has this text.", remedy: "Insert it." };
    const named = nameIt(nameLoneCulprit(expected, "missing"));
    return { kind: "missing", expected, found, ...blank, ...(named ?? rule) };
  }
  const rule = {
    rule: "The template has another text here.",
    remedy: "Write it as in the template.",
  };
  return {
    kind: "replaced",
    expected,
    found,
    ...blank,
    ...(nameIt(namePairCulprit(expected, found)) ?? rule),
  };
};

const value = (variable: Variable, found: string): Placeless => {
  const { name, maxLength, pattern } = variable;
  const about = { expected: `{${name}}`, found, variable: name, limits: variable };
  const wrong = (culprit: string, rule: string, remedy: string): Placeless => ({
    kind: "wrong_value",
    ...about,
    culprit,
    rule,
    remedy,
  });
  if (found.trim() === "") {
    return wrong("value_missing", `{${name}} has no value here.`, "Write its value.");
  }
  if (found.length > maxLength) {
    return wrong(
      "value_too_long",
      `The value of {${name}} has ${found.length} characters; ${maxLength} were approved.`,
      "Shorten the value, or have a longer variable approved.",
    );
  }
  if (pattern?.test(found) === false) {
    return wrong(
      "value_wrong_type",
      `The value of {${name}} is of another type than was approved.`,
      "Write a value of the variable's type.",
    );
  }
  return { kind: "value", ...about, culprit: "", rule: "", remedy: "" };
};

/** Kept characters in a row become one; the others stay single, so that each culprit is shown by itself. */
const joinKept = (changes: readonly Placeless[]): readonly Placeless[] => {
  const joined: Placeless[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (change.kind === "kept" && last?.kind === "kept") {
      joined[joined.length - 1] = kept(last.found + change.found);
    } else joined.push(change);
  }
  return joined;
};

/** A value of several words: what was added after it and ends as the template goes on belongs to it. */
const widenValues = (changes: readonly Placeless[]): readonly Placeless[] => {
  const widened: Placeless[] = [];
  for (const change of changes) {
    const [between, before] = [widened.at(-1), widened.at(-2)];
    const follows =
      change.kind === "added" &&
      change.found.trim() !== "" &&
      between?.kind === "kept" &&
      before?.kind === "value";
    const tail = follows ? between.found + change.found : "";
    if (!follows || !tail.endsWith(between.found)) {
      widened.push(change);
      continue;
    }
    const longer = before.found + tail.slice(0, tail.length - between.found.length);
    const limits = before.limits;
    widened.splice(-2, 2, limits === undefined ? before : value(limits, longer), between);
  }
  return joinKept(widened);
};

const place = (changes: readonly Placeless[]): readonly TextChange[] => {
  let at = 0;
  return changes.map((change) => {
    const { limits: _, ...told } = change;
    const placed = { ...told, at };
    at += change.found.length;
    return placed;
  });
};

/** Words, and everything between them by itself. */
const WORD = /[\p{L}\p{M}\p{N}\u200c\u200d\u0640]+|[^\p{L}\p{M}\p{N}\u200c\u200d\u0640]/gu;
const wordsOf = (text: string): readonly Unit[] =>
  (text.match(WORD) ?? []).map((word) => ({ text: word, folded: normaliseText(word) || word }));
/** A letter with its marks where the two are one letter, else each by itself. */
const CHARACTER = /\P{M}\p{M}+|[^]/gu;
const charactersOf = (text: string): readonly Unit[] =>
  (text.match(CHARACTER) ?? [])
    .flatMap((one) => (Array.from(one.normalize("NFC")).length === 1 ? [one] : Array.from(one)))
    .map((one) => ({ text: one, folded: normaliseText(one) || one }));

const wordsOfTemplate = (pieces: readonly MatchPiece[]): readonly Unit[] =>
  pieces.flatMap((piece) =>
    piece.kind === "literal"
      ? wordsOf(piece.text)
      : [{ text: `{${piece.name}}`, folded: "", variable: piece }],
  );
