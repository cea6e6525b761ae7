import { readFileSync } from "node:fs";
import fc from "fast-check";
import { split, decode } from "@whiteline/sms";
import { expect, test } from "vitest";
import { joinParts, partOf, readPart, type CameIn } from "./inbound-parts.js";

test("parts that came in any order read as the text that was sent", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", minLength: 200, maxLength: 600 }),
      fc.nat(),
      (text, turn) => {
        const made = split(text, { alphabet: "ucs2", reference: 7 });
        if (made.kind === "refused") return;
        const came = made.parts.map((part) => decode(part.userData, part));
        const rotated = came.map((_, at) => came[(at + turn) % came.length]!);
        const texts = new Map(rotated.map(({ concat, text: t }) => [concat?.index ?? 1, t]));
        expect(joinParts(texts, made.parts.length)).toEqual({ text, missing: 0 });
      },
    ),
  );
});

test.each([
  { came: [[1, "a"]], total: 3, text: "a…" },
  { came: [[3, "c"]], total: 3, text: "…c" },
  {
    came: [
      [1, "a"],
      [4, "d"],
    ],
    total: 4,
    text: "a…d",
  },
] as const)("what is missing of $total parts shows as a gap", ({ came, total, text }) => {
  const texts = new Map<number, string>(came);
  expect(joinParts(texts, total)).toEqual({ text, missing: total - texts.size });
});

test.each([
  undefined,
  { reference: 1, total: 1, index: 1 },
  { reference: 1, total: 0, index: 0 },
  { reference: 1, total: 2, index: 3 },
  { reference: 1, total: 2, index: 0 },
])("%o is no part of a longer message", (said) => {
  expect(partOf(said)).toBeUndefined();
});

/** Messages as handsets and operators cut them, and as none should; one that broke us is added here. */
const CORPUS = readFileSync(new URL("../fixtures/inbound-parts.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => {
    const [name = "", parts = ""] = line.split(" | ");
    return { name, came: parts.split(" ").map(readLine) };
  });

/** Data coding, `u` with a header, what `sar_*` say, and the octets: `8u[9,2,1]:0500…`. */
function readLine(said: string): CameIn {
  const [, dataCoding, udh, sar, hex = ""] = /^(\d+)([u-])(?:\[([\d,]+)\])?:(.*)$/.exec(said)!;
  const [reference = 0, total = 0, index = 0] = (sar ?? "").split(",").map(Number);
  return {
    octets: Buffer.from(hex, "hex"),
    dataCoding: Number(dataCoding),
    hasUdh: udh === "u",
    sar: sar === undefined ? undefined : { reference, total, index },
  };
}

/** What is heard of parts from one handset, gathered as the store does. */
const hear = (came: readonly CameIn[], isLatin1 = false) => {
  const whole: string[] = [];
  const gathered = new Map<string, { total: number; texts: Map<number, string> }>();
  for (const { text, part } of came.map((one) => readPart(one, isLatin1))) {
    if (part === undefined) {
      whole.push(text);
      continue;
    }
    const key = `${part.reference}:${part.total}`;
    const open = gathered.get(key) ?? { total: part.total, texts: new Map<number, string>() };
    gathered.set(key, { ...open, texts: open.texts.set(part.index, text) });
  }
  return { whole, long: [...gathered.values()].map(({ texts, total }) => joinParts(texts, total)) };
};

test("long messages of the corpus are heard as they always were", async () => {
  const heard = CORPUS.map(({ name, came }) => `${name}\n  ${JSON.stringify(hear(came))}\n`);
  await expect(heard.join("")).toMatchFileSnapshot("../fixtures/inbound-parts.read.txt");
});

test("however its parts are cut, doubled, swapped and disturbed, a message is heard and no more than came", () => {
  const all = CORPUS.flatMap(({ came }) => came);
  const disturbed = fc.record({
    part: fc.constantFrom(...all),
    at: fc.nat(160),
    bits: fc.nat(255),
    cut: fc.option(fc.nat(160)),
    isHeaderLost: fc.boolean(),
    dataCoding: fc.option(fc.constantFrom(0, 1, 3, 4, 8, 0x10, 0x18, 0xf1)),
  });
  fc.assert(
    fc.property(fc.array(disturbed, { maxLength: 8 }), fc.boolean(), (parts, isLatin1) => {
      const came = parts.map(({ part, at, bits, cut, isHeaderLost, dataCoding }): CameIn => {
        const octets = Buffer.from(part.octets.subarray(0, cut ?? undefined));
        if (at < octets.length) octets[at] = (octets[at] ?? 0) ^ bits;
        const hasUdh = part.hasUdh && !isHeaderLost;
        return { ...part, octets, hasUdh, dataCoding: dataCoding ?? part.dataCoding };
      });
      const { whole, long } = hear(came, isLatin1);
      const octets = came.reduce((sum, one) => sum + one.octets.length, 0);
      const texts = [...whole, ...long.map(({ text }) => text)];
      // A gap stands before, between and behind what came, and an octet is at most one character.
      expect(texts.join("").length).toBeLessThanOrEqual(octets + came.length + long.length);
      for (const { missing } of long) expect(missing).toBeLessThan(255);
    }),
    { numRuns: 2_000, seed: 7 },
  );
});
