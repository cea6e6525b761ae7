import { Worker } from "node:worker_threads";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { limits, type Inspection } from "../domain/document-safety.js";
import { scanPdf } from "./scan-pdf.js";

/**
 * A process of its own that looks through one PDF: bytes on standard input, the inspection as JSON on
 * standard output. It knows no secret and no network; when it takes too much memory it ends itself, and
 * when it takes too long its parent ends it.
 */
const mostMemory = 1_024 * 1024 * 1024;

/** Watches from a thread, because a reader that hangs also hangs the timers of its own thread. */
const watch = `setInterval(() => {
  if (process.memoryUsage.rss() > ${mostMemory}) process.kill(process.pid, "SIGKILL");
}, 20);`;

async function inspect(content: Buffer): Promise<Inspection> {
  const scan = await scanPdf(content, limits);
  const { unpackedBytes } = scan;
  // No reader sees what would unpack without an end.
  if (unpackedBytes > limits.unpackedBytes) return { kind: "pdf", pages: 1, ...scan };
  const task = getDocument({
    data: new Uint8Array(content),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    stopAtErrors: true,
    enableXfa: false,
  });
  try {
    const file = await task.promise;
    const active = new Set(scan.active);
    if ((await file.getAttachments()) !== null) active.add("EmbeddedFile");
    if (await file.hasJSActions()) active.add("JavaScript");
    const pages = file.numPages;
    // Every page is opened: a table of contents may promise pages that are not there.
    for (let number = 1; number <= Math.min(pages, limits.pages); number += 1) {
      (await file.getPage(number)).cleanup();
    }
    return { kind: "pdf", pages, unpackedBytes, active: [...active] };
  } catch (error) {
    const isLocked = error instanceof Error && error.name === "PasswordException";
    return { kind: isLocked ? "locked" : "unreadable" };
  }
}

const watcher = new Worker(watch, { eval: true });
const pieces: Buffer[] = [];
for await (const piece of process.stdin) {
  if (Buffer.isBuffer(piece)) pieces.push(piece);
}
const inspection = await inspect(Buffer.concat(pieces));
process.stdout.write(JSON.stringify(inspection));
await watcher.terminate();
