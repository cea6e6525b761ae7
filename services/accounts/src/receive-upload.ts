import { createHash } from "node:crypto";
import type { DocumentHeader, PutDocumentRequest } from "@whiteline/contracts/accounts/v1/accounts";
import { DomainError } from "@whiteline/service-kit";
import { largestDocument } from "./domain/document.js";
import { mediaTypeProbe } from "./find-media-type.js";

/**
 * The header of an upload, and its bytes as they come.
 * @param signal of the call. When a client goes away, the messages just end, as if they were all: only
 *   the signal tells a broken upload from a whole one.
 * @throws DomainError invalid UPLOAD_MALFORMED; from the bytes also unavailable UPLOAD_BROKEN.
 */
export async function receiveUpload(
  messages: AsyncIterable<PutDocumentRequest>,
  signal: AbortSignal,
): Promise<{ readonly header: DocumentHeader; readonly bytes: AsyncIterable<Uint8Array> }> {
  const parts = messages[Symbol.asyncIterator]();
  const first = await parts.next();
  const part = first.done === true ? undefined : first.value.part;
  if (part?.$case !== "header") throw malformed();
  return { header: part.value, bytes: bytesOf({ [Symbol.asyncIterator]: () => parts }, signal) };
}

async function* bytesOf(
  messages: AsyncIterable<PutDocumentRequest>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const { part } of messages) {
    if (part?.$case !== "data") throw malformed();
    if (part.value.length > 0) yield part.value;
  }
  requireWhole(signal);
}

/** @throws DomainError unavailable UPLOAD_BROKEN when the client went away. */
export function requireWhole(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new DomainError("unavailable", "UPLOAD_BROKEN", "The upload ended before its last byte.", {
    remedy: "Send the document again with the same request id.",
  });
}

/** What was learned of a content while it passed. */
type MeasuredContent = {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly mediaType: string | undefined;
};

/** Measures a content on its way: size, digest, kind. Holds none of it. */
export function contentMeter() {
  const digest = createHash("sha256");
  const probe = mediaTypeProbe();
  let sizeBytes = 0;

  return {
    /** Passes bytes on. @throws DomainError invalid DOCUMENT_TOO_LARGE at the byte that is too many. */
    async *pass(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      try {
        for await (const piece of bytes) {
          sizeBytes += piece.length;
          if (sizeBytes > largestDocument) throw tooLarge();
          digest.update(piece);
          await probe.see(piece);
          yield piece;
        }
      } finally {
        await probe.end();
      }
    },

    /** After the last byte. */
    async result(): Promise<MeasuredContent> {
      return { sizeBytes, sha256: digest.digest("hex"), mediaType: await probe.end() };
    },
  };
}

function malformed(): DomainError {
  return new DomainError(
    "invalid",
    "UPLOAD_MALFORMED",
    "An upload is one header and then pieces of data.",
    { remedy: "Send the header in the first message and only data after it." },
  );
}

function tooLarge(): DomainError {
  return new DomainError(
    "invalid",
    "DOCUMENT_TOO_LARGE",
    `A document has at most ${String(largestDocument)} bytes.`,
    { remedy: "Scan at a lower resolution or split the document." },
  );
}
