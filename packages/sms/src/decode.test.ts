import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decode } from "./decode.js";

function decodeGsm7(octets: readonly number[], hasUdh = false): string {
  return decode(Uint8Array.from(octets), { dataCoding: 0, hasUdh }).text;
}

describe("reading a part", () => {
  test("no octets, coding or flag make it throw", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.oneof(fc.constantFrom(0, 8), fc.nat(0xff), fc.integer(), fc.double()),
        fc.boolean(),
        (octets, dataCoding, hasUdh) => {
          const { text } = decode(octets, { dataCoding, hasUdh });
          expect(text.length).toBeLessThanOrEqual(octets.length);
        },
      ),
    );
  });

  test.each([
    [0x00, "gsm7"],
    [0x01, "latin1"],
    [0x03, "latin1"],
    [0x04, "binary"],
    [0x08, "ucs2"],
    [0x10, "gsm7"],
    [0x14, "binary"],
    [0x18, "ucs2"],
    [0xf0, "gsm7"],
    [0xf4, "binary"],
    [0xc0, "binary"],
  ])("data coding %d is read as %s", (dataCoding, encoding) => {
    const decoded = decode(Uint8Array.of(0x04, 0x41), { dataCoding, hasUdh: false });
    const texts = { gsm7: "èA", latin1: "\x04A", ucs2: "\u0441", binary: "" };
    expect(decoded).toEqual({ text: texts[encoding as keyof typeof texts], encoding });
  });

  test("an escape before a character that is not in the table shows the character", () => {
    expect(decodeGsm7([0x1b, 0x41])).toBe("A");
  });

  test("an escape before an escape, or at the end, shows a space", () => {
    expect(decodeGsm7([0x1b, 0x1b, 0x41])).toBe(" A");
    expect(decodeGsm7([0x41, 0x1b])).toBe("A ");
  });

  test("an octet that is no septet is shown as broken", () => {
    expect(decodeGsm7([0x41, 0x80, 0x1b, 0xff])).toBe("A\uFFFD\uFFFD");
  });

  test("an odd octet at the end of UCS-2 is shown as broken", () => {
    const decoded = decode(Uint8Array.of(0x06, 0x33, 0x06), { dataCoding: 8, hasUdh: false });
    expect(decoded.text).toBe("س\uFFFD");
  });

  test("a pair that a peer cut between two parts heals when the parts are joined", () => {
    const halves = [Uint8Array.of(0xd8, 0x3d), Uint8Array.of(0xde, 0x00)];
    const texts = halves.map((half) => decode(half, { dataCoding: 8, hasUdh: false }).text);
    expect(texts.join("")).toBe("😀");
  });

  test("a language without a table here is read with the default tables", () => {
    const spanish = decode(Uint8Array.of(3, 0x24, 1, 2, 0x1b, 0x65, 0x41), {
      dataCoding: 0,
      hasUdh: true,
    });
    expect(spanish).toEqual({ text: "€A", encoding: "gsm7", national: { single: 2 } });
  });

  test("a broken header is named and its octets are not read as text", () => {
    const broken = decode(Uint8Array.of(2, 0, 9, 0x41), { dataCoding: 0, hasUdh: true });
    expect(broken).toEqual({ text: "A", encoding: "gsm7", udhRefusal: "UDH_ELEMENT_TRUNCATED" });
    const truncated = decode(Uint8Array.of(9, 0, 3), { dataCoding: 0, hasUdh: true });
    expect(truncated).toEqual({ text: "", encoding: "gsm7", udhRefusal: "UDH_TRUNCATED" });
  });
});
