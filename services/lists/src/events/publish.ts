import type {
  ImportFinished,
  OptOutLifted,
  OptOutRecorded,
} from "@whiteline/contracts/lists/v1/events";
import type { ImportCounts } from "../domain/import.js";
import type { Refusal } from "../domain/refusal.js";

/** An import has put a version in force, or counted a sample (then version 0 and no list). */
export function toImportFinished(done: {
  readonly importId: string;
  readonly tenantId: string;
  readonly listId: string | null;
  readonly listVersion: number;
  readonly governsLineIds: readonly string[];
  readonly added: number;
  readonly removed: number;
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
    governsLineIds: [...done.governsLineIds],
    added: BigInt(done.added),
    removed: BigInt(done.removed),
  };
}

/** Somebody refuses a line, or every line of the tenant when `lineId` is empty. */
export function toOptOutRecorded(refusal: Refusal): OptOutRecorded {
  const { tenantId, lineId, msisdn, at, refusalId, version, heardAt, stops } = refusal;
  return {
    ...{ tenantId, lineId, at, refusalId, heardAt },
    msisdn: BigInt(msisdn),
    version: BigInt(version),
    stops: [...stops],
  };
}

/** The subscriber took it back. */
export function toOptOutLifted(refusal: Refusal, at: Date): OptOutLifted {
  const { tenantId, lineId, msisdn, refusalId, version } = refusal;
  return { tenantId, lineId, msisdn: BigInt(msisdn), at, refusalId, version: BigInt(version) };
}
