import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Transform } from "node:stream";
import { buffer } from "node:stream/consumers";

import { DomainError } from "./domain-error.js";

/** Wrapping keys by id, 32 bytes each; `current` wraps what is new. */
export type EnvelopeKeys = {
  readonly current: string;
  readonly keys: Readonly<Record<string, Uint8Array>>;
};

/** What must be stored beside a sealed file. Holds no secret; binary parts are base64. */
export type EnvelopeHeader = {
  readonly v: 1;
  /** Key that wraps the data key. */
  readonly keyId: string;
  /** Nonce, wrapped data key and tag. */
  readonly wrapped: string;
  readonly noncePrefix: string;
};

export type Envelope = ReturnType<typeof createEnvelope>;

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Nonce of a frame: 7 random bytes of the file, 4 of the frame's number, 1 that marks the last. */
const PREFIX_BYTES = 7;
const FRAME_BYTES = 64 * 1024;
const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;

/**
 * Encrypts files, each with its own random data key, which is wrapped by a named key (AES-256-GCM both).
 *
 * The content is cut into frames of 64 KiB with a tag each (the STREAM construction of Hoang, Reyhanitabar, Rogaway and
 * Vizár, 2015): a reader may use a frame before the end has come, and yet a frame that was changed, moved, repeated or
 * left out is found, because number and last-mark are in the nonce. A stream that fails must be thrown away.
 */
export function createEnvelope({ current, keys }: EnvelopeKeys) {
  const keyOf = (keyId: string): Uint8Array => {
    const key = Object.hasOwn(keys, keyId) ? keys[keyId] : undefined;
    if (key) return key;
    throw new DomainError(
      "internal",
      "ENVELOPE_KEY_UNKNOWN",
      `The wrapping key ${keyId} is not configured.`,
    );
  };
  const wrap = (dataKey: Uint8Array, prefix: Uint8Array): EnvelopeHeader => {
    const nonce = randomBytes(NONCE_BYTES);
    const sealed = encrypt(keyOf(current), nonce, dataKey, wrapContext(current, prefix));
    return {
      v: 1,
      keyId: current,
      wrapped: Buffer.concat([nonce, sealed]).toString("base64"),
      noncePrefix: Buffer.from(prefix).toString("base64"),
    };
  };
  const unwrap = ({ keyId, wrapped, noncePrefix }: EnvelopeHeader) => {
    const bytes = Buffer.from(wrapped, "base64");
    const prefix = Buffer.from(noncePrefix, "base64");
    if (prefix.length !== PREFIX_BYTES || bytes.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES)
      throw damaged();
    const dataKey = decrypt(
      keyOf(keyId),
      bytes.subarray(0, NONCE_BYTES),
      bytes.subarray(NONCE_BYTES),
      wrapContext(keyId, prefix),
    );
    return { dataKey, prefix };
  };
  keyOf(current);

  const sealStream = (): { readonly header: EnvelopeHeader; readonly stream: Transform } => {
    const dataKey = randomBytes(KEY_BYTES);
    const prefix = randomBytes(PREFIX_BYTES);
    const seal = (frame: Buffer, number: number, last: boolean) =>
      encrypt(dataKey, nonceOf(prefix, number, last), frame);
    return { header: wrap(dataKey, prefix), stream: framed(FRAME_BYTES, seal) };
  };
  const openStream = (header: EnvelopeHeader): Transform => {
    const { dataKey, prefix } = unwrap(header);
    return framed(SEALED_FRAME_BYTES, (frame, number, last) =>
      decrypt(dataKey, nonceOf(prefix, number, last), frame),
    );
  };

  return {
    /** A stream that seals what is written to it, and the header to store beside what it gives. */
    sealStream,
    /**
     * A stream that opens what {@link sealStream} gave; it fails with DomainError internal ENVELOPE_DAMAGED.
     * @throws DomainError internal ENVELOPE_DAMAGED or ENVELOPE_KEY_UNKNOWN for the header.
     */
    openStream,
    /** Seals a small file in one go. */
    async seal(
      content: Uint8Array,
    ): Promise<{ readonly header: EnvelopeHeader; readonly sealed: Buffer }> {
      const { header, stream } = sealStream();
      return { header, sealed: await through(stream, content) };
    },
    /** @throws DomainError internal ENVELOPE_DAMAGED or ENVELOPE_KEY_UNKNOWN. */
    async open(header: EnvelopeHeader, sealed: Uint8Array): Promise<Buffer> {
      return through(openStream(header), sealed);
    },
    /** The header under the current key; the sealed content stays as it is. */
    rewrap(header: EnvelopeHeader): EnvelopeHeader {
      const { dataKey, prefix } = unwrap(header);
      return wrap(dataKey, prefix);
    },
  };
}

/**
 * Cuts bytes into frames of `size`. A full frame is held back until more follows, for only then is it known not to be
 * the last; the last frame may be short or, of an empty file, empty.
 */
function framed(
  size: number,
  turn: (frame: Buffer, number: number, last: boolean) => Buffer,
): Transform {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let number = 0;

  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      try {
        held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        heldBytes += chunk.byteLength;
        if (heldBytes > size) {
          const bytes = Buffer.concat(held);
          let at = 0;
          for (; bytes.length - at > size; at += size)
            this.push(turn(bytes.subarray(at, at + size), number++, false));
          held = [bytes.subarray(at)];
          heldBytes = bytes.length - at;
        }
        done();
      } catch (error) {
        done(asError(error));
      }
    },
    flush(done) {
      try {
        done(null, turn(Buffer.concat(held), number, true));
      } catch (error) {
        done(asError(error));
      }
    },
  });
}

function nonceOf(prefix: Uint8Array, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.set(prefix);
  nonce.writeUInt32BE(number, PREFIX_BYTES);
  nonce.writeUInt8(last ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

/** Ties a wrapped key to its key's name and to its file, so that neither can be exchanged. */
function wrapContext(keyId: string, prefix: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`whiteline envelope 1 ${keyId} `), prefix]);
}

function encrypt(
  key: Uint8Array,
  nonce: Uint8Array,
  content: Uint8Array,
  context?: Uint8Array,
): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce);
  if (context) cipher.setAAD(context);
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Buffer, context?: Uint8Array): Buffer {
  if (sealed.length < TAG_BYTES) throw damaged();
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(end));
  if (context) decipher.setAAD(context);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause?: unknown): DomainError {
  return new DomainError(
    "internal",
    "ENVELOPE_DAMAGED",
    "The sealed file was changed, cut short or sealed by another key.",
    {
      cause,
    },
  );
}

function through(stream: Transform, content: Uint8Array): Promise<Buffer> {
  stream.end(content);
  return buffer(stream);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
