import type {
  PreviewImportRequest,
  PreviewImportResponse,
  StartImportRequest,
} from "@whiteline/contracts/lists/v1/imports";
import {
  ImportOperation,
  ImportPurpose,
  ImportState,
  VariableKind,
  type ColumnChoice,
  type Import,
  type ImportHeader,
  type Variable,
} from "@whiteline/contracts/lists/v1/lists";
import type { z } from "zod";

import type * as shapes from "../shapes/imports.js";
import { fromFinding, fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> =
  (typeof shapes)[Name] extends z.ZodType<infer Output> ? Output : never;
type Choices = Json<"previewQuestion">;

const purposeNames = {
  [ImportPurpose.AUDIENCE]: "audience",
  [ImportPurpose.APPLICATION_SAMPLE]: "application_sample",
  [ImportPurpose.UNSPECIFIED]: "unknown",
  [ImportPurpose.UNRECOGNIZED]: "unknown",
} as const satisfies Record<ImportPurpose, string>;

const stateNames = {
  [ImportState.RECEIVED]: "received",
  [ImportState.READING]: "reading",
  [ImportState.FINISHED]: "finished",
  [ImportState.REFUSED]: "refused",
  [ImportState.HELD]: "held",
  [ImportState.CANCELLED]: "cancelled",
  [ImportState.UNSPECIFIED]: "unknown",
  [ImportState.UNRECOGNIZED]: "unknown",
} as const satisfies Record<ImportState, string>;

const operations = {
  replace: ImportOperation.REPLACE,
  add: ImportOperation.ADD,
  remove: ImportOperation.REMOVE,
  merge: ImportOperation.MERGE,
} as const;
const operationNames = {
  [ImportOperation.REPLACE]: "replace",
  [ImportOperation.ADD]: "add",
  [ImportOperation.REMOVE]: "remove",
  [ImportOperation.MERGE]: "merge",
  [ImportOperation.UNSPECIFIED]: undefined,
  [ImportOperation.UNRECOGNIZED]: undefined,
} as const satisfies Record<ImportOperation, string | undefined>;

const kinds = {
  text: VariableKind.TEXT,
  number: VariableKind.NUMBER,
  date: VariableKind.DATE,
} as const;
const kindNames = {
  [VariableKind.TEXT]: "text",
  [VariableKind.NUMBER]: "number",
  [VariableKind.DATE]: "date",
  [VariableKind.UNSPECIFIED]: undefined,
  [VariableKind.UNRECOGNIZED]: undefined,
} as const satisfies Record<VariableKind, string | undefined>;

/** @param listId undefined for the sample of an application, which is judged and never sent to. */
export function toImportHeader(
  fields: z.output<typeof shapes.importFields>,
  requestId: string,
  listId: string | undefined,
): ImportHeader {
  return {
    requestId,
    listId: listId ?? "",
    purpose: listId === undefined ? ImportPurpose.APPLICATION_SAMPLE : ImportPurpose.AUDIENCE,
    fileName: fields.fileName,
    numberColumn: fields.numberColumn,
    operation: operations[fields.operation],
    columns: [],
    hold: fields.hold === "true",
  };
}

export function toPreview(importId: string, choices: Choices): PreviewImportRequest {
  return { importId, numberColumn: choices.numberColumn, columns: toColumns(choices) };
}

export function toStart(importId: string, body: Json<"importStart">): StartImportRequest {
  return {
    importId,
    numberColumn: body.numberColumn,
    columns: toColumns(body),
    operation:
      body.operation === undefined ? ImportOperation.UNSPECIFIED : operations[body.operation],
  };
}

function toColumns({ columns }: Choices): ColumnChoice[] {
  return columns.map(({ kind, ...choice }) => ({
    ...choice,
    kind: kind === undefined ? VariableKind.UNSPECIFIED : kinds[kind],
  }));
}

export function fromPreview(preview: PreviewImportResponse): Json<"importPreview"> {
  return {
    fileType: preview.fileType,
    encoding: given(preview.encoding),
    delimiter: given(preview.delimiter),
    titleRow: Number(preview.titleRow),
    rowsLookedAt: preview.rowsLookedAt,
    columns: preview.columns.map(({ letter, title, role, name, kind, samples, ...counted }) => ({
      letter,
      title: given(title),
      role,
      name: given(name),
      kind: kindNames[kind],
      samples: [...samples],
      filled: counted.filled,
      numbers: counted.numbers,
    })),
  };
}

export function fromVariable({ name, kind }: Variable) {
  return { name, kind: kindNames[kind] };
}

export function fromImport(file: Import): Json<"listImport"> {
  return {
    importId: file.importId,
    listId: given(file.listId),
    purpose: purposeNames[file.purpose],
    operation: file.purpose === ImportPurpose.AUDIENCE ? operationNames[file.operation] : undefined,
    state: stateNames[file.state],
    fileName: file.fileName,
    fileType: given(file.fileType),
    encoding: given(file.encoding),
    delimiter: given(file.delimiter),
    rowsRead: Number(file.rowsRead),
    kept: Number(file.kept),
    dropped: Object.fromEntries(file.dropped.map(({ code, rows }) => [code, Number(rows)])),
    operators: Object.fromEntries(
      file.operators.map(({ operator, rows }) => [operator, Number(rows)]),
    ),
    variables: [...file.variables],
    typedVariables: file.typedVariables.map(fromVariable),
    numberColumn: given(file.numberColumn),
    refusal: file.refusal && fromFinding(file.refusal),
    listVersion: Number(file.listVersion),
    added: Number(file.added),
    removed: Number(file.removed),
    updated: Number(file.updated),
    resumed: file.resumed,
    madeBy: given(file.madeBy),
    progress: file.progressBps / 10_000,
    receivedAt: fromTime(file.receivedAt),
    finishedAt: fromTime(file.finishedAt),
  };
}
