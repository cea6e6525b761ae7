import {
  ImportPurpose,
  ImportState,
  type CreateListRequest,
  type CustomerList,
  type Import,
  type ImportHeader,
} from "@whiteline/contracts/lists/v1/lists";
import type { z } from "zod";

import type * as shapes from "../shapes/lists.js";
import { fromFinding, fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

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
  [ImportState.UNSPECIFIED]: "unknown",
  [ImportState.UNRECOGNIZED]: "unknown",
} as const satisfies Record<ImportState, string>;

export function toCreateList(body: Json<"newList">, requestId: string): CreateListRequest {
  return { ...body, requestId };
}

export function fromList(list: CustomerList): Json<"list"> {
  return {
    listId: list.listId,
    name: list.name,
    market: list.market,
    governsLineIds: [...list.governsLineIds],
    version: Number(list.version),
    members: Number(list.members),
  };
}

/** @param listId undefined for the sample of an application, which is judged and never sent to. */
export function toImportHeader(
  fields: Json<"importFields">,
  requestId: string,
  listId: string | undefined,
): ImportHeader {
  return {
    requestId,
    listId: listId ?? "",
    purpose: listId === undefined ? ImportPurpose.APPLICATION_SAMPLE : ImportPurpose.AUDIENCE,
    fileName: fields.fileName,
    numberColumn: fields.numberColumn,
  };
}

export function fromImport(file: Import): Json<"listImport"> {
  return {
    importId: file.importId,
    listId: given(file.listId),
    purpose: purposeNames[file.purpose],
    state: stateNames[file.state],
    fileName: file.fileName,
    fileType: given(file.fileType),
    rowsRead: Number(file.rowsRead),
    kept: Number(file.kept),
    dropped: Object.fromEntries(file.dropped.map(({ code, rows }) => [code, Number(rows)])),
    operators: Object.fromEntries(
      file.operators.map(({ operator, rows }) => [operator, Number(rows)]),
    ),
    variables: [...file.variables],
    numberColumn: given(file.numberColumn),
    refusal: file.refusal && fromFinding(file.refusal),
    listVersion: Number(file.listVersion),
    progress: file.progressBps / 10_000,
    receivedAt: fromTime(file.receivedAt),
    finishedAt: fromTime(file.finishedAt),
  };
}
