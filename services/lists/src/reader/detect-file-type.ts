import { TextDecoder } from "node:util";
import { FileRefusedError } from "../domain/file-refusal.js";
import type { Spool } from "./spool.js";

const HEAD_BYTES = 64 * 1024;
const ZIP = Buffer.from("PK\x03\x04", "latin1");
/** Compound file of Microsoft: .xls, .doc, and the wrapper of an encrypted .xlsx. */
const COMPOUND = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** Name of the stream that holds the encrypted workbook [MS-OFFCRYPTO 2.3.4.4]. */
const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");
const CONTROLS = /[\0-\x08\x0e-\x1f]/u;
/** Formats that begin like text, or are text but no table. */
const FOREIGN = [/^%PDF/u, /^\{\\rtf/u, /^\s*<(?:!doctype|html|\?xml|table|svg)/iu];

/**
 * What a file is by its content, whatever its name says.
 * @throws FileRefusedError ENCRYPTED_FILE, NOT_XLSX_OR_CSV, EMPTY_FILE
 */
export async function detectFileType(spool: Spool): Promise<"xlsx" | "csv"> {
  const head = await spool.head(HEAD_BYTES);
  if (head.length === 0) throw new FileRefusedError("EMPTY_FILE", "no bytes");
  if (head.subarray(0, ZIP.length).equals(ZIP)) return "xlsx";
  if (head.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    const encrypted = await contains(spool, ENCRYPTED_PACKAGE);
    throw new FileRefusedError(encrypted ? "ENCRYPTED_FILE" : "NOT_XLSX_OR_CSV", "a compound file");
  }
  if (!isText(head)) throw new FileRefusedError("NOT_XLSX_OR_CSV", "neither zip nor text");
  return "csv";
}

async function contains(spool: Spool, needle: Buffer): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const chunk of spool.stream()) {
    if (!Buffer.isBuffer(chunk)) continue;
    const window = Buffer.concat([tail, chunk]);
    if (window.includes(needle)) return true;
    tail = window.subarray(Math.max(0, window.length - needle.length));
  }
  return false;
}

/** Text has no control characters but white space, whatever its encoding. */
function isText(head: Buffer): boolean {
  const order = utf16Order(head);
  const whole = head.subarray(0, head.length - (head.length % 2));
  const text = order === undefined ? head.toString("latin1") : new TextDecoder(order).decode(whole);
  if (FOREIGN.some((pattern) => pattern.test(text.replace(/^\xef\xbb\xbf/u, "")))) return false;
  return !CONTROLS.test(text);
}

/** Byte order of UTF-16 text, by its mark or by where the zero bytes of digits and separators stand. */
export function utf16Order(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const sample = head.subarray(0, 4096 - (4096 % 2));
  let even = 0;
  let odd = 0;
  sample.forEach((byte, i) => {
    if (byte !== 0) return;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  });
  const quarter = sample.length / 8;
  if (odd > quarter && even === 0) return "utf-16le";
  if (even > quarter && odd === 0) return "utf-16be";
  return undefined;
}
