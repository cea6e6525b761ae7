import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** The pages of a PDF as text, in the order in which it is stored. */
export async function readPdf(content: Uint8Array): Promise<readonly string[]> {
  const task = getDocument({ data: new Uint8Array(content), verbosity: 0, isEvalSupported: false });
  const file = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const { items } = await (await file.getPage(number)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  await task.destroy();
  return pages;
}
