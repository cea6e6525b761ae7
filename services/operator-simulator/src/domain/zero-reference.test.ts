import { describe, expect, test } from "vitest";

import { zeroReference } from "./zero-reference.js";

const zero = (hex: string, esmClass = 0x40) =>
  zeroReference(esmClass, Buffer.from(hex, "hex")).toString("hex");

describe("the reference of a concatenated part", () => {
  test("is zeroed, of 8 bits and of 16", () => {
    expect(zero("050003a70201 4142".replaceAll(" ", ""))).toBe("0500030002014142");
    expect(zero("060804a7b802014142")).toBe("060804000002014142");
  });

  test("is found behind other elements", () => {
    expect(zero("08250101 0003a70201 41".replaceAll(" ", ""))).toBe("0825010100030002" + "0141");
  });

  test("does not exist without a header, and the text is left alone", () => {
    expect(zero("050003a702014142", 0)).toBe("050003a702014142");
    expect(zero("")).toBe("");
    expect(zero("ff0003a7")).toBe("ff0003a7");
    expect(zero("030003a741")).toBe("0300030041");
  });
});
