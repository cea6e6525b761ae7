import type { AudienceBatch, AudienceColumn } from "@whiteline/contracts/lists/v1/lists";
import type { AudienceRows } from "./domain/audience-reader.js";

const NUMBER_BYTES = 8;
const LENGTH_BYTES = 2;

/** A batch as lists tells it, packed when it understood the question so, else row by row. */
export const toAudienceRows = (batch: AudienceBatch): AudienceRows => {
  const { operatorIndex, operators, variableNames, msisdns, variables } = batch;
  const told = { operatorIndex, operators, variableNames };
  if (batch.packedMsisdns.length > 0) {
    return {
      ...told,
      msisdns: unpackNumbers(batch.packedMsisdns),
      columns: batch.columns.map(unpackColumn),
    };
  }
  const width = variableNames.length;
  const columns = variableNames.map((_, column) =>
    msisdns.map((_number, row) => variables[row * width + column] ?? ""),
  );
  return { ...told, msisdns, columns };
};

const unpackNumbers = (bytes: Buffer): readonly bigint[] => {
  const numbers: bigint[] = [];
  for (let at = 0; at + NUMBER_BYTES <= bytes.length; at += NUMBER_BYTES)
    numbers.push(bytes.readBigUInt64LE(at));
  return numbers;
};

const unpackColumn = ({ text, lengths }: AudienceColumn): readonly string[] => {
  const values: string[] = [];
  let from = 0;
  for (let at = 0; at + LENGTH_BYTES <= lengths.length; at += LENGTH_BYTES) {
    const end = from + lengths.readUInt16LE(at);
    values.push(text.slice(from, end));
    from = end;
  }
  return values;
};
