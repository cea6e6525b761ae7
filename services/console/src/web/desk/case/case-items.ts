import type { CaseFile, Verdict } from "../queries.js";
import type { GivenVerdict } from "./use-case-writes.js";

export type CaseDocument = CaseFile["documents"][number];
export type CaseField = CaseFile["fields"][number];

/** One thing of a case that gets a verdict. */
export type CaseItem = {
  /** As the API names it: document:<code> or field:<name>. */
  readonly id: string;
  readonly kind: "document" | "field";
  readonly subject: string;
  /** Of a field. */
  readonly value: string;
  readonly document: CaseDocument | undefined;
  readonly findings: readonly CaseField["findings"][number][];
  readonly verdict: Verdict | undefined;
  readonly note: string;
  readonly by: string;
  readonly saved: boolean;
};

export type ItemGroup = {
  readonly document: CaseItem | undefined;
  readonly fields: readonly CaseItem[];
};

/** The items of a case, each document followed by the fields that it proves; fields without a paper come last. */
export function groupsOf(
  file: Pick<CaseFile, "documents" | "fields">,
  unsaved: ReadonlyMap<string, GivenVerdict>,
): readonly ItemGroup[] {
  const itemOf = (
    id: string,
    rest: Pick<CaseItem, "kind" | "subject" | "value" | "document" | "findings">,
    kept: CaseField["verdict"],
  ): CaseItem => {
    const given = unsaved.get(id) ?? kept;
    const by = kept?.by ?? "";
    const { verdict, note = "" } = given ?? {};
    return { id, ...rest, verdict, note, by, saved: !unsaved.has(id) };
  };
  const fieldOf = (field: CaseField): CaseItem =>
    itemOf(
      `field:${field.field}`,
      {
        kind: "field",
        subject: field.field,
        value: field.value,
        document: file.documents.find(({ documentCode }) => documentCode === field.documentCode),
        findings: field.findings,
      },
      field.verdict,
    );
  const groups = file.documents.map((document): ItemGroup => {
    const { documentCode, verdict } = document;
    const rest = {
      kind: "document",
      subject: documentCode,
      value: "",
      document,
      findings: [],
    } as const;
    return {
      document: itemOf(`document:${documentCode}`, rest, verdict),
      fields: file.fields.filter((field) => field.documentCode === documentCode).map(fieldOf),
    };
  });
  const codes = file.documents.map(({ documentCode }) => documentCode);
  const others = file.fields.filter(({ documentCode = "" }) => !codes.includes(documentCode));
  return others.length === 0
    ? groups
    : [...groups, { document: undefined, fields: others.map(fieldOf) }];
}

/** All items in the order in which they stand on the screen. */
export function itemsOf(groups: readonly ItemGroup[]): readonly CaseItem[] {
  return groups.flatMap(({ document, fields }) =>
    document === undefined ? fields : [document, ...fields],
  );
}
