import { crc32 } from "node:zlib";
import sharp from "sharp";

/** A PDF as a scanner makes it: the mark is what must never be found on disk. */
export function pdf(mark: string, bytes = 300_000): Buffer {
  const text = `${mark} `.repeat(Math.ceil(bytes / (mark.length + 1)));
  return pdfOf({ streams: [{ body: Buffer.from(`% ${text}\n`) }] });
}

type PdfParts = {
  readonly pages?: number;
  /** Added to the catalog, e.g. "/OpenAction 9 0 R". */
  readonly catalog?: string;
  /** Added to the trailer, e.g. "/Encrypt 9 0 R". */
  readonly trailer?: string;
  /** Content streams, the first of them that of every page. */
  readonly streams?: readonly { readonly dictionary?: string; readonly body: Buffer }[];
  /** More objects, from number 1000 on. */
  readonly objects?: readonly string[];
};

/** A PDF with a cross-reference table, put together by hand so that tests can put anything into it. */
export function pdfOf({
  pages = 1,
  catalog = "",
  trailer = "",
  streams = [{ body: Buffer.from("BT ET") }],
  objects = [],
}: PdfParts): Buffer {
  const pieces: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const places = new Map<number, number>();
  let length = pieces[0]!.length;
  const add = (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
  };
  const object = (number: number, ...body: readonly Buffer[]) => {
    places.set(number, length);
    add(Buffer.from(`${number} 0 obj\n`));
    body.forEach(add);
    add(Buffer.from("\nendobj\n"));
  };
  const firstPage = 100_000;
  const kids = Array.from({ length: pages }, (_, at) => firstPage + at);
  object(1, Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`));
  const list = kids.map((kid) => `${kid} 0 R`).join(" ");
  object(2, Buffer.from(`<< /Type /Pages /Kids [${list}] /Count ${pages} >>`));
  for (const kid of kids)
    object(
      kid,
      Buffer.from("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"),
    );
  streams.forEach(({ dictionary = "", body }, at) => {
    object(
      3 + at,
      Buffer.from(`<< /Length ${body.length} ${dictionary} >>\nstream\n`),
      body,
      Buffer.from("\nendstream"),
    );
  });
  objects.forEach((text, at) => {
    object(1_000 + at, Buffer.from(text));
  });
  const start = length;
  const rows = [...places].map(
    ([number, place]) => `${number} 1\n${String(place).padStart(10, "0")} 00000 n \n`,
  );
  const size = firstPage + pages;
  add(
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

/** The smallest PNG: one grey pixel. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);

/** A scan in grey, as a real JPEG; larger ones do not end within their first kilobytes. */
export const jpeg = await sharp({
  create: {
    width: 400,
    height: 560,
    channels: 3,
    background: "#777",
    noise: { type: "gaussian", mean: 128, sigma: 60 },
  },
})
  .jpeg()
  .toBuffer();

/** A PNG that says to be this large and holds nothing of it. */
export function hugePng(width: number, height: number): Buffer {
  const content = Buffer.from(png);
  content.writeUInt32BE(width, 16);
  content.writeUInt32BE(height, 20);
  content.writeUInt32BE(crc32(content.subarray(12, 29)), 29);
  return content;
}

const contentTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;

/** A workbook whose list of parts stands last, as streaming writers leave it. */
export function xlsx(more: Readonly<Record<string, string>> = {}): Buffer {
  return zip({
    ...more,
    "xl/workbook.xml": "<workbook/>",
    "xl/worksheets/sheet1.xml": "<worksheet/>".repeat(2_000),
    "[Content_Types].xml": contentTypes,
  });
}

/** An archive of stored (uncompressed) files. */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), shared, path, content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("504b01021400", "hex"), shared, place, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("504b0506", 0, "hex");
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
