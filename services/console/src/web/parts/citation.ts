/** One place that a rule or demand rests on, as the reader is told of it. */
export type Citation =
  | {
      /** A page of a provider or seller, by its tag in docs/laws.md. */
      readonly kind: "page";
      readonly page: string;
      readonly sections: readonly Section[];
    }
  /** A paper of ours. */
  | { readonly kind: "ours" }
  /** A law or a register, in the words of the pack. */
  | { readonly kind: "named"; readonly name: string };

/** A headline of a page, and which number below it. */
export type Section = { readonly name: string; readonly item?: string };

const PAGE = /^(00\d)(?: · (.+))?$/;
const LAW = /^(Decree|Law) /;
/** Headlines begin with a capital. */
const REMARK = /^(?!item \d)[a-z]/;
const OURS =
  /^(research\/|data\/|design\/|issue \d|market pack|architecture|no Iranian seed|a draft)|\.md\b/;

/**
 * Reads the citations of the packs: `002 · Line 3000 item 2; General 6; ir.md §8`. What stands in brackets, and
 * remarks, are said to developers and left out.
 */
export function readSource(source: string): readonly Citation[] {
  const found: Citation[] = [];
  let sections: Section[] | undefined;
  for (const part of source.replace(/\([^)]*\)/g, "").split(";")) {
    const text = part.trim();
    const page = PAGE.exec(text);
    if (page?.[1] !== undefined) {
      sections = sectionsOf(page[2] ?? "");
      found.push({ kind: "page", page: page[1], sections });
    } else if (OURS.test(text)) {
      if (!found.some(({ kind }) => kind === "ours")) found.push({ kind: "ours" });
    } else if (REMARK.test(text)) {
      continue;
    } else if (sections !== undefined && !LAW.test(text)) {
      sections.push(...sectionsOf(text));
    } else if (text !== "") {
      found.push({ kind: "named", name: text });
    }
  }
  return found;
}

/** `General 5, 7` are two conditions of one headline; `Table` is one by itself. */
function sectionsOf(text: string): Section[] {
  const found: Section[] = [];
  for (const part of text.split(",").map((each) => each.trim())) {
    if (part === "") continue;
    const again = /^\d+$/.test(part) ? found.at(-1)?.name : undefined;
    found.push(again === undefined ? sectionOf(part) : { name: again, item: part });
  }
  return found;
}

function sectionOf(text: string): Section {
  const item =
    /^(?<name>.*?) ?\bitem (?<item>\d+)$/.exec(text) ??
    /^(?<name>General|Rules|Policy|Comment)s? (?<item>[\d-]+)$/.exec(text);
  const { name = text, item: number } = item?.groups ?? {};
  return { name, ...(number !== undefined && { item: number }) };
}
