import { deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { pdfOf } from "./papers.js";
import { scanPdf } from "../src/inspect/scan-pdf.js";

const room = { unpackedBytes: 1_000_000, partBytes: 250_000 };
const zeros = Buffer.alloc(400_000);

const bytesOf = async (filter: string, body: Buffer) => {
  const stream = { dictionary: `/Filter ${filter}`, body };
  return (await scanPdf(pdfOf({ streams: [stream] }), room)).unpackedBytes;
};

describe("a stream that unpacks to more than a paper has is found out", () => {
  test.each([
    ["packed once", "/FlateDecode", deflateSync(zeros)],
    ["packed twice", "[/FlateDecode /FlateDecode]", deflateSync(deflateSync(zeros))],
    ["packed twice, said once", "/FlateDecode", deflateSync(deflateSync(zeros))],
    ["packed and written as digits", "[ /ASCIIHexDecode/FlateDecode ]", hexOf(zeros)],
    ["packed and written as letters", "[ /ASCII85Decode /FlateDecode ]", lettersOf(zeros)],
    ["its end broken", "/FlateDecode", broken(deflateSync(zeros))],
    ["endstream in its middle", "/FlateDecode", withFalseEnd(zeros)],
    ["its packing said elsewhere", "1000 0 R", deflateSync(Buffer.from("BT ET"))],
    ["its packing said under a comment", "[%]\n/ASCIIHexDecode/FlateDecode]", hexOf(zeros)],
    ["made of runs", "/RunLengthDecode", Buffer.alloc(6_000, Buffer.from([129, 0]))],
    ["made of codes that grow", "/LZWDecode", growingCodes(1)],
    ["made of codes that grow and widen late", "/LZWDecode", growingCodes(0)],
  ])("%s", async (_what, filter, body) => {
    expect(await bytesOf(filter, body)).toBeGreaterThan(room.unpackedBytes);
  });
});

describe("what a stream unpacks to is counted once", () => {
  const words = Buffer.from("BT /F1 12 Tf (one page of words) Tj ET ".repeat(200));
  test.each([
    ["packed", "/FlateDecode", deflateSync(words)],
    ["packed and written as digits", "[/ASCIIHexDecode /FlateDecode]", hexOf(words)],
    ["packed and written as letters", "[/ASCII85Decode /FlateDecode]", lettersOf(words)],
  ])("%s", async (_what, filter, body) => {
    expect(await bytesOf(filter, body)).toBe(words.length);
  });

  test("an image that is not packed again counts nothing", async () => {
    expect(await bytesOf("/DCTDecode", Buffer.from("\u00ff\u00d8 pixels"))).toBe(0);
  });
});

test("a script that hides in an object stream is found out", async () => {
  const body = deflateSync(Buffer.from("9 0 << /S /JavaScript /JS (1) >>"));
  const dictionary = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";
  const content = pdfOf({ streams: [{ body: Buffer.from("BT ET") }, { body, dictionary }] });
  expect((await scanPdf(content, room)).active).toEqual(["JavaScript", "JS"]);
  // The same words in the body of an image are no script.
  const image = pdfOf({ streams: [{ body: Buffer.from("/JS /JavaScript") }] });
  expect((await scanPdf(image, room)).active).toEqual([]);
});

function hexOf(unpacked: Buffer): Buffer {
  return Buffer.from(`${deflateSync(unpacked).toString("hex")}>`);
}

/** ASCII85: four bytes as five letters. */
function lettersOf(unpacked: Buffer): Buffer {
  const packed = deflateSync(unpacked);
  let letters = "";
  for (let at = 0; at < packed.length; at += 4) {
    const bytes = packed.subarray(at, at + 4);
    let group = Buffer.concat([bytes, Buffer.alloc(4)]).readUInt32BE(0);
    if (group === 0 && bytes.length === 4) {
      letters += "z";
      continue;
    }
    const digits = Array.from({ length: 5 }, () => {
      const digit = group % 85;
      group = Math.floor(group / 85);
      return String.fromCharCode(33 + digit);
    });
    letters += digits
      .reverse()
      .join("")
      .slice(0, bytes.length + 1);
  }
  return Buffer.from(`${letters}~>`);
}

function broken(packed: Buffer): Buffer {
  return Buffer.concat([packed.subarray(0, -6), Buffer.from("\u0007broken")]);
}

/** A zlib stream whose first block, stored as it is, says where the stream ends. */
function withFalseEnd(rest: Buffer): Buffer {
  const said = Buffer.from("\nendstream\nendobj\n");
  const block = Buffer.from([0, said.length, 0, 255 - said.length, 255]);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), block, said, deflateRawSync(rest)]);
}

/** LZW in which each code stands for one byte more than the one before it. */
function growingCodes(early: 0 | 1): Buffer {
  let bits = "";
  const write = (code: number, width: number) => {
    bits += code.toString(2).padStart(width, "0");
  };
  write(256, 9);
  write(0, 9);
  for (let code = 258; code < 1_500; code += 1) {
    // The code that is being made; at 511 and 1023, or one later, they become a bit wider.
    write(code, Math.ceil(Math.log2(code + 1 + early)));
  }
  const bytes = bits.match(/.{1,8}/gu) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, "0"), 2)));
}
