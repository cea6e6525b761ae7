import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { encodeBare } from "./codec.js";
import { FramingFault, HEADER_LENGTH, MAX_PDU_LENGTH, frameReader } from "./framing.js";

const frameOf = (length: number, mark: number) => {
  const frame = Buffer.alloc(length, mark);
  frame.writeUInt32BE(length, 0);
  return frame;
};

const readAll = (reader: ReturnType<typeof frameReader>) => {
  const frames: string[] = [];
  for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
    frames.push(frame.toString("hex"));
  }
  return frames;
};

describe("framing", () => {
  const three = [frameOf(16, 1), frameOf(47, 2), frameOf(300, 3)];
  const stream = Buffer.concat(three);
  const expected = three.map((frame) => frame.toString("hex"));

  test("finds the same PDUs wherever the stream is split in two", () => {
    for (let at = 0; at <= stream.length; at++) {
      const reader = frameReader();
      reader.push(stream.subarray(0, at));
      const before = readAll(reader);
      reader.push(stream.subarray(at));
      expect([...before, ...readAll(reader)]).toEqual(expected);
    }
  });

  test("finds the same PDUs octet by octet", () => {
    const reader = frameReader();
    const found = [...stream].flatMap((octet) => {
      reader.push(Buffer.of(octet));
      return readAll(reader);
    });
    expect(found).toEqual(expected);
  });

  test("finds any PDUs however they were split and joined", () => {
    const cuts = fc.array(fc.nat(2_000), { maxLength: 20 });
    const lengths = fc.array(fc.integer({ min: 16, max: 300 }), { maxLength: 8 });
    fc.assert(
      fc.property(lengths, cuts, (sizes, at) => {
        const frames = sizes.map((size, index) => frameOf(size, index));
        const bytes = Buffer.concat(frames);
        const edges = [0, ...at.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b)];
        const reader = frameReader();
        const found = edges.flatMap((edge, index) => {
          reader.push(bytes.subarray(edge, edges[index + 1]));
          return readAll(reader);
        });
        expect(found).toEqual(frames.map((frame) => frame.toString("hex")));
      }),
    );
  });

  test.each([...Array(HEADER_LENGTH).keys(), MAX_PDU_LENGTH + 1, 0xffff_ffff])(
    "refuses a header of length %i as soon as its four octets are there",
    (length) => {
      const reader = frameReader();
      const header = encodeBare(0x15, 0, 1);
      header.writeUInt32BE(length, 0);
      reader.push(header.subarray(0, 4));
      expect(() => reader.next()).toThrow(FramingFault);
    },
  );

  test.each([HEADER_LENGTH, MAX_PDU_LENGTH])("takes a PDU of length %i", (length) => {
    const reader = frameReader();
    reader.push(frameOf(length, 7));
    expect(reader.next()).toHaveLength(length);
  });
});
