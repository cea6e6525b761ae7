import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { packSeptets, unpackSeptets } from "./septets.js";

const septets = fc.uint8Array({ max: 0x7f, maxLength: 160 });

describe("packing", () => {
  test("packs the well-known example, ten septets in nine octets", () => {
    const packed = packSeptets(Buffer.from("hellohello"));
    expect(Buffer.from(packed).toString("hex")).toBe("e8329bfd4697d9ec37");
  });

  test("starts on a septet boundary after a header", () => {
    // A concatenation header has 6 octets = 48 bits: one fill bit up to 49.
    expect(Array.from(packSeptets(Uint8Array.of(0x7f), 6))).toEqual([0xfe]);
    // Both Turkish tables take 7 octets = 56 bits: no fill bit.
    expect(Array.from(packSeptets(Uint8Array.of(0x7f), 7))).toEqual([0x7f]);
  });

  test("no septets make no octets", () => {
    expect(packSeptets(new Uint8Array(), 6)).toHaveLength(0);
    expect(unpackSeptets(new Uint8Array(), 6)).toHaveLength(0);
  });

  test("unpacking gives back what was packed, after a header of any length", () => {
    fc.assert(
      fc.property(septets, fc.nat(20), (plain, udhLength) => {
        const packed = packSeptets(plain, udhLength);
        expect(unpackSeptets(packed, udhLength, plain.length)).toEqual(plain);
      }),
    );
  });

  test("septets fill octets without gaps", () => {
    fc.assert(
      fc.property(septets, fc.nat(20), (plain, udhLength) => {
        const bits = Math.ceil((udhLength * 8) / 7) * 7 + plain.length * 7;
        const octets = plain.length === 0 ? udhLength : Math.ceil(bits / 8);
        expect(udhLength + packSeptets(plain, udhLength).length).toBe(octets);
      }),
    );
  });

  test("unpacking never reads more septets than the octets hold", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 140 }),
        fc.nat(20),
        fc.double(),
        (octets, udh, count) => {
          const unpacked = unpackSeptets(octets, udh, count);
          expect(unpacked.length).toBeLessThanOrEqual((octets.length * 8) / 7);
          expect(unpacked.every((septet) => septet <= 0x7f)).toBe(true);
        },
      ),
    );
  });
});
