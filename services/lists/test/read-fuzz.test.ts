import fc from "fast-check";
import { expect, test } from "vitest";
import { FileRefusedError } from "../src/domain/file-refusal.js";
import { readFile } from "./read-file.js";
import { sheetXml, workbookMembers, zipFile } from "./zip-file.js";

/** Reads, or is refused with a code: nothing else may come of a file. */
const endsWell = async (content: Buffer): Promise<void> => {
  try {
    await readFile(content, { rows: 1_000 });
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    expect(error.code).toMatch(/^[A-Z_]+$/u);
  }
};

const sound = zipFile(workbookMembers(sheetXml([["mobile"], ["09121234567"], ["09351234567"]])));

test("any bytes are read or refused", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), (bytes) => endsWell(Buffer.from(bytes))),
    { numRuns: 300 },
  );
});

test("a workbook with damaged bytes is read or refused", async () => {
  const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(sound.length), async (changes, length) => {
      const file = Buffer.from(sound);
      for (const [at, byte] of changes) file[at] = byte;
      await endsWell(file);
      await endsWell(file.subarray(0, length));
    }),
    { numRuns: 300 },
  );
});

test("any XML-like sheet is read or refused", async () => {
  const piece = fc.constantFrom(
    "<row>",
    "</row>",
    '<c t="s">',
    "<c>",
    "</c>",
    "<v>",
    "</v>",
    "<is><t>",
    "</t></is>",
    "9121234567",
    "&amp;",
    "&x;",
    "<![CDATA[a]]>",
    "<!-- -->",
    "\u0000",
    "<",
    '<c r="ZZZZ1">',
    '<row r="-1">',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), (pieces) =>
      endsWell(
        zipFile(
          workbookMembers(`<worksheet><sheetData>${pieces.join("")}</sheetData></worksheet>`),
        ),
      ),
    ),
    { numRuns: 300 },
  );
});

test("any text is read or refused", async () => {
  const piece = fc.constantFrom(
    ",",
    ";",
    "\t",
    '"',
    "\n",
    "\r\n",
    "09121234567",
    "علی",
    "\ufeff",
    "=1",
    "'",
    "\u0000",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 200 }), (pieces) =>
      endsWell(Buffer.from(pieces.join(""))),
    ),
    { numRuns: 300 },
  );
});
