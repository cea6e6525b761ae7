import type { FileRefusalCode } from "./file-refusal.js";
import type { VariableKind } from "./variable-kind.js";

/** `audience` changes what a list holds; `application_sample` is counted and judged, never sent to. */
export type ImportPurpose = "audience" | "application_sample";

/**
 * What a file does to its list. `replace`: the list holds what the file holds. `add`: new numbers come. `remove`: the
 * file's numbers leave. `merge`: new numbers come, and variables of known ones are updated.
 */
export type ImportOperation = "replace" | "add" | "remove" | "merge";

/** `held`: kept, and read only when its user has looked at the columns. */
export type ImportState = "held" | "received" | "reading" | "finished" | "refused" | "cancelled";

/** The user's word on a column, by its title or letter. */
export type ColumnChoice = {
  readonly column: string;
  /** Empty: the title. */
  readonly name: string;
  readonly ignored: boolean;
  /** Null: by content. */
  readonly kind: VariableKind | null;
};

export type Variable = { readonly name: string; readonly kind: VariableKind };

/** What an import has counted so far. */
export type ImportCounts = {
  readonly rowsRead: number;
  readonly kept: number;
  readonly dropped: readonly { readonly code: string; readonly rows: number }[];
  readonly operators: readonly {
    readonly operator: string;
    readonly kept: number;
    /** Surplus rows. */
    readonly duplicates: number;
  }[];
};

/** How a version differs from the one before: numbers that came, left, got other variables. */
export type Difference = {
  readonly added: number;
  readonly removed: number;
  readonly updated: number;
};

/** How a file was read. */
export type Reading = {
  /** "xlsx" or "csv", from the content; empty until it has been looked at. */
  readonly fileType: string;
  /** Of a text file; empty for a workbook. */
  readonly encoding: string;
  readonly delimiter: string;
};

/**
 * Until where an import has been read and all that it wrote is durable. A reader that takes the import up goes on from
 * here: its buckets and rejected rows up to here stay, what lies behind is written anew.
 */
export type Checkpoint = {
  /** The attempt that wrote it. */
  readonly attempt: number;
  /** Filled rows of the file, titles included. */
  readonly rows: number;
  /** Buckets and parts of rejected rows. */
  readonly buckets: number;
  readonly rejects: number;
  readonly operators: readonly string[];
  readonly counts: ImportCounts;
};

export type Import = ImportCounts &
  Difference &
  Reading & {
    readonly importId: string;
    readonly tenantId: string;
    /** Null for an application sample. */
    readonly listId: string | null;
    readonly purpose: ImportPurpose;
    readonly operation: ImportOperation;
    readonly state: ImportState;
    readonly market: string;
    readonly fileName: string;
    readonly variables: readonly Variable[];
    readonly numberColumn: string;
    readonly refusal: FileRefusalCode | null;
    /** Version of the list this import made; 0 until then. */
    readonly listVersion: number;
    /** Of a sample: says whether two hold the same numbers; "" when it is not known. */
    readonly contentsDigest: string;
    readonly progressBps: number;
    readonly receivedAt: Date;
    readonly finishedAt: Date | null;
    /** "person:…" or "key:…". */
    readonly madeBy: string;
    /** How often its reading was taken up from a checkpoint. */
    readonly resumed: number;
  };
