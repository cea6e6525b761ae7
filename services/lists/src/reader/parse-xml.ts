import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import type { FileLimits } from "../domain/file-limits.js";
import { FileRefusedError } from "../domain/file-refusal.js";

export type XmlHandlers = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

/**
 * Feeds XML to the handlers and yields after every chunk, so that the caller can hand on what it gathered.
 * Names come without prefix. A document type is refused: no workbook has one, and entities are how XML explodes.
 * @throws FileRefusedError BROKEN_FILE, FILE_BOMB
 */
export async function* parseXml(
  bytes: AsyncIterable<Uint8Array>,
  limits: FileLimits,
  handlers: XmlHandlers,
): AsyncGenerator<undefined> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({
    position: false,
    xmlns: false,
  });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let depth = 0;
  /** The parser gathers a text until its tag ends; a text without end would fill the memory. */
  let silent = 0;
  let failure: FileRefusedError | undefined;

  parser.on("doctype", () => {
    failure ??= new FileRefusedError("BROKEN_FILE", "a document type in XML");
  });
  parser.on("error", (cause) => {
    failure ??= new FileRefusedError("BROKEN_FILE", "malformed XML", { cause });
  });
  parser.on("opentag", ({ name, attributes }) => {
    silent = 0;
    depth += 1;
    handlers.open?.(localName(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    silent = 0;
    depth -= 1;
    handlers.close?.(localName(name));
  });
  const { text } = handlers;
  if (text !== undefined) {
    parser.on("text", text);
    parser.on("cdata", text);
  }

  const write = (chunk: string): void => {
    parser.write(chunk);
    silent += chunk.length;
    if (silent > limits.xmlTextChars)
      failure ??= new FileRefusedError("FILE_BOMB", "a text without end in XML");
    if (depth > limits.xmlDepth)
      failure ??= new FileRefusedError("BROKEN_FILE", "tags nested too deep");
    if (failure !== undefined) throw failure;
  };

  for await (const chunk of bytes) {
    write(decode(decoder, chunk));
    yield;
  }
  write(decode(decoder, undefined));
  parser.close();
  if (failure !== undefined) throw failure;
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new FileRefusedError("BROKEN_FILE", "XML is not UTF-8", { cause });
  }
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
