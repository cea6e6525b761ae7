import type { Inspection } from "../domain/document-safety.js";
import { inspectImage } from "./inspect-image.js";
import { inspectPdf } from "./inspect-pdf.js";
import { inspectWorkbook } from "./inspect-workbook.js";

/** Looks through a content that was found to be of this media type; `load` gives it whole. */
export type InspectContent = (
  load: () => Promise<Buffer>,
  mediaType: string,
) => Promise<Inspection>;

/**
 * The inspection of documents, at most `places` at a time: each may hold a whole document and much of what
 * it unpacks to in memory. The others wait in their order.
 */
export function contentInspector({ places }: { readonly places: number }): InspectContent {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (load, mediaType) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await inspect(await load(), mediaType);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

function inspect(content: Buffer, mediaType: string): Promise<Inspection> {
  switch (mediaType) {
    case "application/pdf":
      return inspectPdf(content);
    case "image/jpeg":
    case "image/png":
      return inspectImage(content);
    default:
      return inspectWorkbook(content);
  }
}
