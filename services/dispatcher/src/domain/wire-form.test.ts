import { decode, split, unpackSeptets } from "@whiteline/sms";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wholeText, wireForm } from "./wire-form.js";

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
      fc.constantFrom("8bit" as const, "16bit" as const, "sar" as const),
      fc.integer({ min: 1, max: 30 }),
      (alphabet, septets, concat, times) => {
        const text = texts[alphabet].repeat(times);
        const cut = concat === "sar" ? "8bit" : concat;
        const made = split(text, { alphabet, concat: cut, reference: 77 });
        if (made.kind !== "ok") throw new Error(made.code);
        const total = made.parts.length;
        const read = made.parts.map((content, at) => {
          const wired = wireForm(content, { septets, concat, defaultAlphabet: "gsm" })!;
          const { octets: taken, esmClass, dataCoding, sar } = wired;
          expect(sar).toEqual(
            concat === "sar" && total > 1 ? { reference: 77, total, index: at + 1 } : undefined,
          );
          expect(taken.length).toBeLessThanOrEqual(
            septets === "packed" || alphabet === "ucs2" ? 140 : 160,
          );
          const isPacked = septets === "packed" && alphabet !== "ucs2";
          const header = (esmClass & 0x40) === 0 ? 0 : (taken[0] ?? 0) + 1;
          const count = content.userData.length - content.udhLength;
          const octets = isPacked
            ? Buffer.concat([
                taken.subarray(0, header),
                unpackSeptets(taken.subarray(header), header, count),
              ])
            : taken;
          const hasUdh = (esmClass & 0x40) !== 0;
          const decoded = decode(octets, { dataCoding, hasUdh });
          if (concat === "sar") expect(decoded.concat).toBeUndefined();
          return decoded.text;
        });
        expect(read.join("")).toBe(text);
      },
    ),
  );
});

test("a text that its operator cuts itself is whole, with its national table and without a place", () => {
  const form = { concat: "payload", defaultAlphabet: "gsm" } as const;
  for (const alphabet of ["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"] as const) {
    const text = texts[alphabet].repeat(20);
    const made = split(text, { alphabet, reference: 77 });
    const [first, ...others] = made.kind === "ok" ? made.parts : [];
    const whole = wholeText([first!, ...others]);
    for (const septets of ["unpacked", "packed"] as const) {
      const { octets, esmClass, dataCoding } = wireForm(whole, { ...form, septets })!;
      const hasUdh = (esmClass & 0x40) !== 0;
      expect(hasUdh).toBe(alphabet.startsWith("gsm7-tr"));
      const header = hasUdh ? (octets[0] ?? 0) + 1 : 0;
      const isPacked = septets === "packed" && alphabet !== "ucs2";
      const count = whole.userData.length - whole.udhLength;
      const body = octets.subarray(header);
      const unpacked = isPacked ? unpackSeptets(body, header, count) : body;
      const read = decode(Buffer.concat([octets.subarray(0, header), unpacked]), {
        dataCoding,
        hasUdh,
      });
      expect([read.text, read.concat]).toEqual([text, undefined]);
    }
  }
});

test("an operator that reads data coding 0 as Latin-1 gets one octet per character, and nothing that it would misread", () => {
  const form = { septets: "unpacked", concat: "8bit", defaultAlphabet: "latin1" } as const;
  const partsOf = (text: string, alphabet: keyof typeof texts) => {
    const made = split(text, { alphabet, reference: 7 });
    if (made.kind !== "ok") throw new Error(made.code);
    return made.parts;
  };
  const text = "Grüße @ {100} £ ".repeat(15);
  const long = partsOf(text, "gsm7");
  expect(long.length).toBe(2);
  const read = long.map((part) => {
    const { octets, dataCoding } = wireForm(part, form)!;
    expect(dataCoding).toBe(0);
    return Buffer.from(octets.subarray(6)).toString("latin1");
  });
  expect(read.join("")).toBe(text);
  expect(partsOf("5 € for Δ", "gsm7").map((part) => wireForm(part, form))).toEqual([undefined]);
  // Other codings say what they are, and a national table is GSM's whatever 0 is read as.
  for (const alphabet of ["ucs2", "gsm7-tr-single", "gsm7-tr-locking"] as const) {
    for (const part of partsOf(texts[alphabet], alphabet))
      expect(wireForm(part, form)?.octets).toEqual(part.userData);
  }
});
