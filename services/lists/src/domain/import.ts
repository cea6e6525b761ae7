import type { FileRefusalCode } from "./file-refusal.js";

/** `audience` replaces what a list holds; `application_sample` is counted and judged, never sent to. */
export type ImportPurpose = "audience" | "application_sample";

export type ImportState = "received" | "reading" | "finished" | "refused";

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

export type Import = ImportCounts & {
  readonly importId: string;
  readonly tenantId: string;
  /** Null for an application sample. */
  readonly listId: string | null;
  readonly purpose: ImportPurpose;
  readonly state: ImportState;
  readonly market: string;
  readonly fileName: string;
  /** "xlsx" or "csv", from the content; empty until it has been looked at. */
  readonly fileType: string;
  readonly variables: readonly string[];
  readonly numberColumn: string;
  readonly refusal: FileRefusalCode | null;
  /** Version of the list this import made; 0 until then. */
  readonly listVersion: number;
  /** Of a sample: says whether two hold the same numbers; "" when it is not known. */
  readonly contentsDigest: string;
  readonly progressBps: number;
  readonly receivedAt: Date;
  readonly finishedAt: Date | null;
};
