import { posix } from "node:path";
import type { FileLimits } from "../domain/file-limits.js";
import { FileRefusedError } from "../domain/file-refusal.js";
import { parseXml, type XmlHandlers } from "./parse-xml.js";
import type { ZipArchive } from "./zip-archive.js";

/** Where in the archive the first visible sheet and what it needs are. */
export type Workbook = {
  readonly sheet: string;
  readonly sharedStrings: string | undefined;
  readonly date1904: boolean;
  /** Whether a cell style shows its number as a date. */
  readonly isDate: (style: string | undefined) => boolean;
};

/** Built-in number formats that show dates and times [ECMA-376 part 1, 18.8.30]; the rest of 27 to 58 are East Asian dates. */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** @throws FileRefusedError NOT_XLSX_OR_CSV for any other zip, BROKEN_FILE */
export async function readWorkbook(zip: ZipArchive, limits: FileLimits): Promise<Workbook> {
  const root = await readRelations(zip, "", limits);
  const path = root.find(({ type }) => type.endsWith("/officeDocument"))?.target;
  if (path === undefined || !zip.has(path) || !path.endsWith(".xml")) {
    throw new FileRefusedError("NOT_XLSX_OR_CSV", "a zip archive without workbook");
  }
  const sheets: { readonly relation: string; readonly visible: boolean }[] = [];
  const found = { isWorkbook: false, date1904: false };
  await parseMember(zip, path, limits, {
    open(name, attributes) {
      if (name === "workbook") found.isWorkbook = true;
      if (name === "workbookPr") found.date1904 = isTrue(attributes["date1904"]);
      if (name !== "sheet") return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      sheets.push({ relation, visible: (attributes["state"] ?? "visible") === "visible" });
    },
  });
  if (!found.isWorkbook)
    throw new FileRefusedError("NOT_XLSX_OR_CSV", "a document, but no workbook");

  const relations = await readRelations(zip, path, limits);
  const chosen = sheets.find(({ visible }) => visible) ?? sheets[0];
  const sheet = relations.find(({ id }) => id === chosen?.relation)?.target;
  if (sheet === undefined || !zip.has(sheet)) throw new FileRefusedError("BROKEN_FILE", "no sheet");
  const ofKind = (kind: string): string | undefined =>
    relations.find(({ type, target }) => type.endsWith(`/${kind}`) && zip.has(target))?.target;
  return {
    sheet,
    sharedStrings: ofKind("sharedStrings"),
    date1904: found.date1904,
    isDate: await readDateStyles(zip, ofKind("styles"), limits),
  };
}

async function readRelations(zip: ZipArchive, of: string, limits: FileLimits) {
  const folder = posix.dirname(of);
  const member = posix.join(folder, "_rels", `${posix.basename(of)}.rels`);
  const relations: { readonly id: string; readonly type: string; readonly target: string }[] = [];
  if (!zip.has(member)) return relations;
  await parseMember(zip, member, limits, {
    open(name, { Id = "", Type = "", Target = "", TargetMode }) {
      if (name !== "Relationship" || TargetMode === "External") return;
      relations.push({
        id: Id,
        type: Type,
        target: Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target),
      });
    },
  });
  return relations;
}

async function readDateStyles(zip: ZipArchive, member: string | undefined, limits: FileLimits) {
  const dateFormats = new Set<number>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  if (member !== undefined) {
    await parseMember(zip, member, limits, {
      open(name, { numFmtId, formatCode = "" }) {
        if (name === "cellXfs") inCellFormats = true;
        const format = Number(numFmtId ?? "0");
        if (name === "numFmt" && showsDate(formatCode)) dateFormats.add(format);
        if (name === "xf" && inCellFormats)
          styles.push(dateFormats.has(format) || isBuiltInDate(format));
      },
      close(name) {
        if (name === "cellXfs") inCellFormats = false;
      },
    });
  }
  return (style: string | undefined): boolean =>
    style !== undefined && (styles[Number(style)] ?? false);
}

/** A format code with a part of a date outside quotes, colours and literals. */
function showsDate(code: string): boolean {
  return /[dmyhs]/iu.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./gu, "").replace(/general/iu, ""));
}

function isBuiltInDate(format: number): boolean {
  return BUILT_IN_DATES.some(([from, to]) => format >= from && format <= to);
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

async function parseMember(
  zip: ZipArchive,
  member: string,
  limits: FileLimits,
  handlers: XmlHandlers,
): Promise<void> {
  for await (const _ of parseXml(zip.read(member), limits, handlers));
}
