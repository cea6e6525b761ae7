import { DomainError } from "@whiteline/service-kit";

const DEFAULT_LIMIT = 50;
const MOST = 500;

/** Where a page ended: an instant and an id, opaque to the caller. */
export type Cursor = { readonly at: Date; readonly id: string };

export function toCursor({ at, id }: Cursor): string {
  return `${at.getTime().toString(36)}.${id}`;
}

/** @throws DomainError CURSOR_INVALID */
export function readCursor(cursor: string): Cursor | undefined {
  if (cursor === "") return undefined;
  const [, time = "", id = ""] = /^([0-9a-z]{1,11})\.([0-9a-f]{24})$/u.exec(cursor) ?? [];
  const at = new Date(Number.parseInt(time, 36));
  if (id !== "" && !Number.isNaN(at.getTime())) return { at, id };
  throw new DomainError("invalid", "CURSOR_INVALID", "The cursor is none that a page answered.", {
    remedy: "Page from the first, without a cursor.",
  });
}

/** 0: 50; more than 500: 500. */
export function readLimit(limit: number): number {
  return limit <= 0 ? DEFAULT_LIMIT : Math.min(limit, MOST);
}
