import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createEnvelope, type EnvelopeHeader } from "./envelope.js";

const keys = { a: randomBytes(32), b: randomBytes(32) };
const envelope = createEnvelope({ current: "a", keys });
const FRAME = 64 * 1024;
const SEALED_FRAME = FRAME + 16;

const sealed = async (size: number) => {
  const content = randomBytes(size);
  return { content, ...(await envelope.seal(content)) };
};
const damaged = { kind: "internal", reason: "ENVELOPE_DAMAGED" };

test("what is sealed in any pieces is opened in any pieces", async () => {
  const edges = [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 7];
  const piece = fc.integer({ min: 1, max: 3 * FRAME });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...edges), fc.nat(4 * FRAME)),
      piece,
      piece,
      async (size, cutIn, cutOut) => {
        const content = randomBytes(size);
        const { header, stream } = envelope.sealStream();
        const bytes = await buffer(Readable.from(pieces(content, cutIn)).pipe(stream));
        const stored = JSON.parse(JSON.stringify(header)) as EnvelopeHeader;
        const opened = await buffer(
          Readable.from(pieces(bytes, cutOut)).pipe(envelope.openStream(stored)),
        );
        expect(opened.equals(content)).toBe(true);
        expect(bytes.length).toBe(size + 16 * Math.max(1, Math.ceil(size / FRAME)));
      },
    ),
    { numRuns: 40 },
  );
});

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test("a file of no bytes is sealed too, and its absence is noticed", async () => {
  const { header, sealed: bytes } = await sealed(0);
  expect(await envelope.open(header, bytes)).toEqual(Buffer.alloc(0));
  await expect(envelope.open(header, Buffer.alloc(0))).rejects.toMatchObject(damaged);
});

test("the beginning of a file can be used before its end has come", async () => {
  const { header, content, sealed: bytes } = await sealed(3 * FRAME);
  const opening = envelope.openStream(header);
  const first = new Promise<Buffer>((resolve) => opening.once("data", resolve));
  opening.write(bytes.subarray(0, SEALED_FRAME + 1));
  expect((await first).equals(content.subarray(0, FRAME))).toBe(true);
  opening.destroy();
});

test("neither the content nor its key can be read from what is stored", async () => {
  const content = Buffer.from("national code 0012345678".repeat(10));
  const { header, sealed: bytes } = await envelope.seal(content);
  expect(bytes.includes("national")).toBe(false);
  expect((await envelope.seal(content)).sealed.equals(bytes)).toBe(false);
  expect(Object.keys(header)).toEqual(["v", "keyId", "wrapped", "noncePrefix"]);
});

describe("noticed is", () => {
  const frames = (bytes: Buffer): Buffer[] => [...pieces(bytes, SEALED_FRAME)];

  test("a single flipped bit, anywhere", async () => {
    const { header, sealed: bytes } = await sealed(FRAME + 100);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 1 << bit;
        await expect(envelope.open(header, changed)).rejects.toMatchObject(damaged);
      }),
      { numRuns: 50 },
    );
  });

  test("a file cut short, inside a frame or between two", async () => {
    const { header, sealed: bytes } = await sealed(2 * FRAME + 100);
    for (const length of [0, 1, 16, 100, SEALED_FRAME, 2 * SEALED_FRAME, bytes.length - 1]) {
      await expect(
        envelope.open(header, bytes.subarray(0, length)),
        String(length),
      ).rejects.toMatchObject(damaged);
    }
  });

  test.each<[string, (parts: Buffer[]) => Buffer[]]>([
    ["frames in another order", ([a, b, c]) => [b!, a!, c!]],
    ["a frame left out", ([a, , c]) => [a!, c!]],
    ["a frame twice", ([a, b, c]) => [a!, a!, b!, c!]],
    ["something after the end", (parts) => [...parts, Buffer.alloc(20)]],
    ["the last frame twice", ([a, b, c]) => [a!, b!, c!, c!]],
  ])("%s", async (_what, change) => {
    const { header, sealed: bytes } = await sealed(3 * FRAME);
    await expect(envelope.open(header, Buffer.concat(change(frames(bytes))))).rejects.toMatchObject(
      damaged,
    );
  });

  test("a frame of another file", async () => {
    const one = await sealed(2 * FRAME);
    const other = await sealed(2 * FRAME);
    const mixed = Buffer.concat([frames(one.sealed)[0]!, frames(other.sealed)[1]!]);
    await expect(envelope.open(one.header, mixed)).rejects.toMatchObject(damaged);
  });

  test("a header that was changed or belongs to another file", async () => {
    const one = await sealed(10);
    const other = await sealed(10);
    const headers: EnvelopeHeader[] = [
      other.header,
      { ...one.header, keyId: "b" },
      { ...one.header, noncePrefix: other.header.noncePrefix },
      { ...one.header, wrapped: other.header.wrapped },
      { ...one.header, wrapped: "AAAA" },
      { ...one.header, noncePrefix: "" },
    ];
    for (const header of headers) {
      await expect(envelope.open(header, one.sealed), JSON.stringify(header)).rejects.toMatchObject(
        damaged,
      );
    }
  });
});

describe("rotation", () => {
  const later = createEnvelope({ current: "b", keys });

  test("a new key takes over by the header alone", async () => {
    const { header, content, sealed: bytes } = await sealed(100);
    const rewrapped = later.rewrap(header);
    expect(rewrapped.keyId).toBe("b");
    expect(await later.open(rewrapped, bytes)).toEqual(content);

    const withoutOld = createEnvelope({ current: "b", keys: { b: keys.b } });
    expect(await withoutOld.open(rewrapped, bytes)).toEqual(content);
    await expect(withoutOld.open(header, bytes)).rejects.toMatchObject({
      reason: "ENVELOPE_KEY_UNKNOWN",
    });
  });

  test("what the old key sealed stays readable as long as the old key is there", async () => {
    const { header, content, sealed: bytes } = await sealed(100);
    expect(await later.open(header, bytes)).toEqual(content);
  });

  test("a current key that is not among the keys is refused at once", () => {
    expect(() => createEnvelope({ current: "c", keys })).toThrow("c is not configured");
    expect(() => createEnvelope({ current: "toString", keys })).toThrow(
      "toString is not configured",
    );
  });
});
