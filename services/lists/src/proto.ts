import type { Finding } from "@whiteline/contracts/common/v1/finding";
import {
  ImportOperation,
  ImportPurpose,
  ImportState,
  VariableKind as VariableKindWord,
  type AudienceBatch,
  type ColumnChoice as ColumnChoiceMessage,
  type CustomerList as ListMessage,
  type DropCount,
  type Import as ImportMessage,
  type ImportHeader,
  type LineFacts,
  type Variable as VariableMessage,
} from "@whiteline/contracts/lists/v1/lists";
import type { Line as RegistryLine } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { MeasureVersionResponse } from "@whiteline/contracts/lists/v1/list_versions";
import type { Refusal as RefusalMessage } from "@whiteline/contracts/lists/v1/refusals";
import { DomainError } from "@whiteline/service-kit";
import { fileRefusal, type FileRefusalCode } from "./domain/file-refusal.js";
import type {
  ColumnChoice,
  Import,
  ImportOperation as Operation,
  ImportPurpose as Purpose,
  Variable,
} from "./domain/import.js";
import { lineDigits, type NumberedLine } from "./domain/line-number.js";
import type { Bucket, CustomerList, ListVersion } from "./domain/list.js";
import { packLengths, packNumbers } from "./domain/packed.js";
import { tookMs, type Refusal } from "./domain/refusal.js";
import { valuesOf } from "./domain/text-column.js";
import type { MeasuredVersion } from "./measure-version.js";
import type { VariableKind } from "./domain/variable-kind.js";

/** What of a line matters for whom it may reach. */
export type Line = {
  readonly lineId: string;
  readonly market: string;
  /** Never reaches blocked numbers (law 3). */
  readonly advertising: boolean;
  readonly governedByList: boolean;
};

export type FileAnnouncement = {
  readonly requestId: string;
  readonly operation: Operation;
  readonly columns: readonly ColumnChoice[];
  readonly hold: boolean;
  /** Null for an application sample. */
  readonly listId: string | null;
  readonly purpose: Purpose;
  readonly fileName: string;
  readonly askedColumn: string;
};

const LONGEST_NAME = 200;
const LONGEST_REQUEST_ID = 128;

/** @throws DomainError LINE_MISSING */
export function toLine(facts: LineFacts | undefined): Line {
  if (facts === undefined || facts.lineId === "")
    throw invalid("LINE_MISSING", "The request names no line.");
  const { lineId, market, advertising, governedByList } = facts;
  return { lineId, market, advertising, governedByList };
}

/** A line as the registry tells it. */
export function toNumberedLine(line: RegistryLine): NumberedLine {
  const { lineId, tenantId, market, number, version, providerId, family } = line;
  const digits = lineDigits(number);
  const facts = { providerId, family, sender: number };
  return { lineId, tenantId, market, digits, version: Number(version), ...facts };
}

/** @throws DomainError REQUEST_ID_MISSING, PURPOSE_MISSING, LIST_MISSING, LIST_NOT_ASKED */
export function toFileAnnouncement(header: ImportHeader): FileAnnouncement {
  const purpose = toPurpose(header.purpose);
  if (purpose === "audience" && header.listId === "")
    throw invalid("LIST_MISSING", "The import names no list.");
  if (purpose === "application_sample" && header.listId !== "") {
    throw invalid("LIST_NOT_ASKED", "A sample of an application belongs to no list.");
  }
  return {
    requestId: toRequestId(header.requestId),
    listId: header.listId === "" ? null : header.listId,
    purpose,
    fileName: toName(header.fileName.replace(/^.*[/\\]/u, "")),
    askedColumn: header.numberColumn,
    operation: toOperation(header.operation) ?? "replace",
    columns: toChoices(header.columns),
    hold: header.hold,
  };
}

export function fromRefusal(refusal: Refusal): RefusalMessage {
  const { refusalId, lineId, channel, heardAt, reference, lift } = refusal;
  return {
    ...{ refusalId, lineId, channel, heardAt, reference },
    msisdn: BigInt(refusal.msisdn),
    recordedAt: refusal.at,
    enforcedAt: refusal.enforcedAt ?? undefined,
    tookMs: BigInt(tookMs(refusal)),
    lift: lift === null ? undefined : lift,
    stops: [...refusal.stops],
    version: BigInt(refusal.version),
    earlier: refusal.earlier.map(({ at: recordedAt, ...word }) => ({ ...word, recordedAt })),
  };
}

const MOST_CHOICES = 200;
const LONGEST_COLUMN = 200;

/** @throws DomainError TOO_MANY_COLUMNS */
export function toChoices(columns: readonly ColumnChoiceMessage[]): readonly ColumnChoice[] {
  const long = ({ column, name }: ColumnChoiceMessage): boolean =>
    column.length > LONGEST_COLUMN || name.length > LONGEST_COLUMN;
  if (columns.length > MOST_CHOICES || columns.some(long))
    throw new DomainError(
      "precondition",
      "TOO_MANY_COLUMNS",
      "The mapping names more columns than a list has.",
      {
        remedy: `Name ${MOST_CHOICES} at most.`,
      },
    );
  return columns.map(({ column, name, ignored, kind }) => ({
    column,
    name: toName(name),
    ignored,
    kind: toKind(kind),
  }));
}

/** Null: not said. */
export function toOperation(operation: ImportOperation): Operation | null {
  switch (operation) {
    case ImportOperation.REPLACE:
      return "replace";
    case ImportOperation.ADD:
      return "add";
    case ImportOperation.REMOVE:
      return "remove";
    case ImportOperation.MERGE:
      return "merge";
    default:
      return null;
  }
}

function toKind(kind: VariableKindWord): VariableKind | null {
  switch (kind) {
    case VariableKindWord.TEXT:
      return "text";
    case VariableKindWord.NUMBER:
      return "number";
    case VariableKindWord.DATE:
      return "date";
    default:
      return null;
  }
}

/** @throws DomainError REQUEST_ID_MISSING */
export function toRequestId(requestId: string): string {
  if (requestId !== "" && requestId.length <= LONGEST_REQUEST_ID) return requestId;
  throw invalid("REQUEST_ID_MISSING", "A change carries a request id of 1 to 128 characters.");
}

/** Marks that turn the direction of what follows make one name look like another. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text, short enough to show. */
export function toName(name: string): string {
  return name
    .replace(/\p{Cc}/gu, " ")
    .replace(TURNING, "")
    .trim()
    .slice(0, LONGEST_NAME);
}

function toPurpose(purpose: ImportPurpose): Purpose {
  switch (purpose) {
    case ImportPurpose.AUDIENCE:
      return "audience";
    case ImportPurpose.APPLICATION_SAMPLE:
      return "application_sample";
    default:
      throw invalid("PURPOSE_MISSING", "The import says not what it is for.");
  }
}

function invalid(reason: string, message: string): DomainError {
  return new DomainError("invalid", reason, message);
}

export function fromList({ version, members, ...list }: CustomerList): ListMessage {
  return { ...list, version: BigInt(version), members: BigInt(members) };
}

export function fromImport(item: Import): ImportMessage {
  return {
    importId: item.importId,
    tenantId: item.tenantId,
    listId: item.listId ?? "",
    purpose:
      item.purpose === "audience" ? ImportPurpose.AUDIENCE : ImportPurpose.APPLICATION_SAMPLE,
    state: states[item.state],
    fileName: item.fileName,
    fileType: item.fileType,
    rowsRead: BigInt(item.rowsRead),
    kept: BigInt(item.kept),
    dropped: fromDrops(item.dropped.map(({ code, rows }) => [code, rows])),
    operators: item.operators.map(({ operator, kept }) => ({ operator, rows: BigInt(kept) })),
    variables: item.variables.map(({ name }) => name),
    numberColumn: item.numberColumn,
    refusal: item.refusal === null ? undefined : fromFileRefusal(item.refusal),
    listVersion: BigInt(item.listVersion),
    progressBps: item.progressBps,
    receivedAt: item.receivedAt,
    finishedAt: item.finishedAt ?? undefined,
    operation: operations[item.operation],
    typedVariables: item.variables.map(fromVariable),
    added: BigInt(item.added),
    removed: BigInt(item.removed),
    updated: BigInt(item.updated),
    madeBy: item.madeBy,
    encoding: item.encoding,
    delimiter: item.delimiter,
    resumed: item.resumed,
  };
}

const states = {
  received: ImportState.RECEIVED,
  reading: ImportState.READING,
  finished: ImportState.FINISHED,
  refused: ImportState.REFUSED,
  held: ImportState.HELD,
  cancelled: ImportState.CANCELLED,
} as const;
const operations = {
  replace: ImportOperation.REPLACE,
  add: ImportOperation.ADD,
  remove: ImportOperation.REMOVE,
  merge: ImportOperation.MERGE,
} as const;
const kinds = {
  text: VariableKindWord.TEXT,
  number: VariableKindWord.NUMBER,
  date: VariableKindWord.DATE,
} as const;

export function fromVariable({ name, kind }: Variable): VariableMessage {
  return { name, kind: kinds[kind] };
}

export function fromKind(kind: VariableKind): VariableKindWord {
  return kinds[kind];
}

export function fromFileRefusal(refusal: FileRefusalCode): Finding {
  const { code, rule, remedy } = fileRefusal(refusal);
  return { code, subject: "file", rule, source: "", remedy };
}

export function fromDrops(drops: Iterable<readonly [string, number]>): DropCount[] {
  return Array.from(drops, ([code, rows]) => ({ code, rows: BigInt(rows) }));
}

export function fromMeasured(
  { listId, version, members }: ListVersion,
  { operators, columns }: MeasuredVersion,
): MeasureVersionResponse {
  return {
    listId,
    version: BigInt(version),
    members: BigInt(members),
    operators: Array.from(operators, ([operator, rows]) => ({ operator, rows: BigInt(rows) })),
    columns: columns.map(({ name, longest }) => ({
      name,
      known: longest !== undefined,
      longest: [...(longest ?? [])],
    })),
  };
}

/** @param packed as `StreamAudienceRequest.packed` asks; else row by row */
export function fromBatch(
  batch: Bucket & {
    readonly operators: readonly string[];
    readonly variableNames: readonly string[];
  },
  packed: boolean,
): AudienceBatch {
  const { msisdns, columns } = batch;
  const operatorIndex = Buffer.from(batch.operatorIndex);
  const { operators, variableNames } = batch;
  const told = { operatorIndex, operators, variableNames };
  if (packed) {
    return {
      ...told,
      ...{ msisdns: [], variables: [] },
      packedMsisdns: packNumbers(msisdns),
      columns: columns.map(({ text, lengths }) => ({ text, lengths: packLengths(lengths) })),
    };
  }
  const values = columns.map(valuesOf);
  return {
    ...told,
    msisdns: msisdns.map(BigInt),
    variables: msisdns.flatMap((_, row) => values.map((column) => column[row] ?? "")),
    ...{ packedMsisdns: Buffer.alloc(0), columns: [] },
  };
}
