import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { cleanCell } from "./domain/cell.js";
import { findColumns, letterOf, type Mapping, type Row } from "./domain/columns.js";
import { fileRefusal, FileRefusedError } from "./domain/file-refusal.js";
import type { VariableKind } from "./domain/variable-kind.js";
import { SAMPLE_ROWS, withTable, type Opening } from "./open-file.js";
import type { ImportStore } from "./store/imports.js";

export type PreviewColumn = {
  readonly letter: string;
  readonly title: string;
  readonly role: "number" | "variable" | "ignored";
  readonly name: string;
  readonly kind: VariableKind | null;
  readonly samples: readonly string[];
  readonly filled: number;
  readonly numbers: number;
};
export type ImportPreview = {
  readonly fileType: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly titleRow: number;
  readonly rowsLookedAt: number;
  readonly columns: readonly PreviewColumn[];
};

const SAMPLES = 5;
const LONGEST_SAMPLE = 100;

/**
 * What the columns of a held file would be taken for. Read from the sealed file each time, so that no cell of it is kept
 * anywhere else.
 * @throws DomainError IMPORT_UNKNOWN, IMPORT_NOT_HELD; the file's refusal when it cannot be read
 */
export async function previewImport(
  deps: Opening & { readonly imports: Pick<ImportStore, "heldFile"> },
  { tenantId, importId }: { readonly tenantId: string; readonly importId: string },
  mapping: Mapping,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const { market, fileId, header: fileHeader } = await deps.imports.heldFile(tenantId, importId);
  try {
    return await withTable({ market, fileId, fileHeader }, deps, signal, async (table, pack) => {
      const sample: Row[] = [];
      for await (const rows of table.rows()) {
        sample.push(...rows);
        if (sample.length >= SAMPLE_ROWS) break;
      }
      if (sample.length === 0) throw new FileRefusedError("EMPTY_FILE", "no filled row");
      const isNumber = (cell: string): boolean => normaliseNumber(pack, cell).kind === "ok";
      const { fileType, encoding, delimiter } = table;
      return { fileType, encoding, delimiter, ...describe(sample, mapping, isNumber) };
    });
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    const { code, rule, remedy } = fileRefusal(error.code);
    throw new DomainError("precondition", code, rule, { remedy, cause: error });
  }
}

function describe(sample: readonly Row[], mapping: Mapping, isNumber: (cell: string) => boolean) {
  const found = findColumns(sample, mapping, isNumber);
  if (found === undefined) throw new FileRefusedError("NO_NUMBER_COLUMN", "no column of numbers");
  const rows = sample.filter(({ number }) => number > found.titleRow);
  const columns = found.titles.map((title, index): PreviewColumn => {
    const cells = rows.flatMap(({ cells: all }) => cleanCell(all[index] ?? "") || []);
    const variable = found.variables.find((each) => each.index === index);
    return {
      letter: letterOf(index),
      title,
      role:
        index === found.numberIndex ? "number" : variable === undefined ? "ignored" : "variable",
      name: variable?.name ?? "",
      kind: variable?.kind ?? null,
      samples: cells.slice(0, SAMPLES).map((cell) => cell.slice(0, LONGEST_SAMPLE)),
      filled: cells.length,
      numbers: cells.filter(isNumber).length,
    };
  });
  return { titleRow: found.titleRow, rowsLookedAt: sample.length, columns };
}
