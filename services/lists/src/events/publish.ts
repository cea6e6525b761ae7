import type { ImportFinished, OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import type { ImportCounts } from "../domain/import.js";

/** An import has put a version in force, or counted a sample (then version 0 and no list). */
export function toImportFinished(done: {
  readonly importId: string;
  readonly tenantId: string;
  readonly listId: string | null;
  readonly listVersion: number;
  readonly counts: ImportCounts;
  readonly at: Date;
}): ImportFinished {
  return {
    importId: done.importId,
    tenantId: done.tenantId,
    listId: done.listId ?? "",
    listVersion: BigInt(done.listVersion),
    kept: BigInt(done.counts.kept),
    dropped: BigInt(done.counts.rowsRead - done.counts.kept),
    at: done.at,
  };
}

/** Somebody refuses a line, or every line of the tenant when `lineId` is empty. */
export function toOptOutRecorded(optOut: {
  readonly tenantId: string;
  readonly lineId: string;
  readonly msisdn: number;
  readonly at: Date;
}): OptOutRecorded {
  const { tenantId, lineId, msisdn, at } = optOut;
  return { tenantId, lineId, msisdn: BigInt(msisdn), at };
}
