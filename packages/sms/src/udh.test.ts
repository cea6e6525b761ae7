import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { buildUdh, parseUdh, readConcat, readNational, type UdhElement } from "./udh.js";

const element: fc.Arbitrary<UdhElement> = fc.record({
  id: fc.nat(0xff),
  data: fc.uint8Array({ maxLength: 20 }),
});

function elementsOf(...octets: readonly number[]): readonly UdhElement[] {
  const udh = parseUdh(Uint8Array.from([octets.length, ...octets]));
  if (udh.kind === "refused") throw new Error(udh.code);
  return udh.elements;
}

describe("the user data header", () => {
  test("reading gives back what was built", () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 6 }), fc.uint8Array(), (elements, text) => {
        const built = buildUdh(elements);
        if (built.kind === "refused") throw new Error(built.code);
        const parsed = parseUdh(Uint8Array.from([...built.octets, ...text]));
        expect(parsed).toEqual({ kind: "ok", udhLength: built.octets.length, elements });
      }),
    );
  });

  test("reading rubbish answers, and stays within the octets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const udh = parseUdh(octets);
        if (udh.kind === "ok") expect(udh.udhLength).toBeLessThanOrEqual(octets.length);
      }),
    );
  });

  test.each([
    ["no octet at all", [], "UDH_MISSING"],
    ["a header longer than the message", [5, 0, 3], "UDH_TRUNCATED"],
    ["an element longer than the header", [3, 0, 3, 7], "UDH_ELEMENT_TRUNCATED"],
    ["an element without its length", [1, 0], "UDH_ELEMENT_TRUNCATED"],
    ["an element that runs into the text", [1, 0, 3, 7, 2, 1], "UDH_ELEMENT_TRUNCATED"],
  ])("%s is refused with a remedy", (_what, octets, code) => {
    const udh = parseUdh(Uint8Array.from(octets));
    expect(udh).toMatchObject({ kind: "refused", code, remedy: expect.stringMatching(/.+/) });
  });

  test("a header that leaves no message is refused", () => {
    const data = new Uint8Array(138);
    expect(buildUdh([{ id: 0x70, data }])).toMatchObject({ kind: "refused", code: "UDH_TOO_LONG" });
    expect(buildUdh([{ id: 0x70, data: data.slice(1) }])).toMatchObject({ kind: "ok" });
  });

  test.each([-1, 256, 1.5, NaN])("the identifier %d is refused", (id) => {
    const built = buildUdh([{ id, data: new Uint8Array() }]);
    expect(built).toMatchObject({ kind: "refused", code: "UDH_ELEMENT_INVALID" });
  });
});

describe("concatenation", () => {
  test("both widths of reference are read", () => {
    const narrow = { reference: 0xab, total: 3, index: 2 };
    expect(readConcat(elementsOf(0, 3, 0xab, 3, 2))).toEqual(narrow);
    const wide = { reference: 0xabcd, total: 3, index: 2 };
    expect(readConcat(elementsOf(8, 4, 0xab, 0xcd, 3, 2))).toEqual(wide);
  });

  test.each([
    ["a total of 0", [0, 3, 1, 0, 1]],
    ["an index of 0", [0, 3, 1, 2, 0]],
    ["an index over the total", [0, 3, 1, 2, 3]],
    ["the wrong length", [0, 4, 1, 2, 2, 1]],
  ])("an element with %s is ignored", (_what, octets) => {
    expect(readConcat(elementsOf(...octets))).toBeUndefined();
  });

  test("the last element counts when two contradict", () => {
    const elements = elementsOf(0, 3, 1, 2, 1, 0, 3, 9, 2, 2);
    expect(readConcat(elements)).toEqual({ reference: 9, total: 2, index: 2 });
  });
});

test("national tables are read with their language", () => {
  expect(readNational(elementsOf(0x24, 1, 2, 0x25, 1, 1))).toEqual({ single: 2, locking: 1 });
  expect(readNational(elementsOf(0, 3, 1, 2, 1))).toBeUndefined();
  expect(readNational(elementsOf(0x24, 0))).toBeUndefined();
});
