import { decode, split, unpackSeptets } from "@whiteline/sms";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wireForm } from "./wire-form.js";

const texts = {
  gsm7: "Your order {1} was sent € ",
  "gsm7-tr-single": "Sipariş ğ ş ı ",
  "gsm7-tr-locking": "İĞŞ ığş çöü ",
  ucs2: "سفارش شما ارسال شد ",
} as const;
test("packed or not, in every alphabet and with either header, the operator reads the text that was written", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"] as const)),
      fc.constantFrom("packed" as const, "unpacked" as const),
      fc.constantFrom("8bit" as const, "16bit" as const),
      fc.integer({ min: 1, max: 30 }),
      (alphabet, septets, concat, times) => {
        const text = texts[alphabet].repeat(times);
        const made = split(text, { alphabet, concat, reference: 77 });
        if (made.kind !== "ok") throw new Error(made.code);
        const read = made.parts.map((content) => {
          const { octets: taken, esmClass, dataCoding } = wireForm(content, septets);
          expect(taken.length).toBeLessThanOrEqual(
            septets === "packed" || alphabet === "ucs2" ? 140 : 160,
          );
          const isPacked = septets === "packed" && alphabet !== "ucs2";
          const header = content.udhLength;
          const count = content.userData.length - header;
          const octets = isPacked
            ? Buffer.concat([
                taken.subarray(0, header),
                unpackSeptets(taken.subarray(header), header, count),
              ])
            : taken;
          const hasUdh = (esmClass & 0x40) !== 0;
          return decode(octets, { dataCoding, hasUdh }).text;
        });
        expect(read.join("")).toBe(text);
      },
    ),
  );
});
