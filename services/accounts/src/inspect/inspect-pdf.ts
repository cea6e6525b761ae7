import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Inspection } from "../domain/document-safety.js";

/** Longest look at one PDF. 200 pages take two seconds; the rest is for a machine that is busy. */
const longestMs = 60_000;

/** From source (tests, development) the inspector is TypeScript, which tsx reads. */
const isSource = import.meta.url.endsWith(".ts");
const inspector = fileURLToPath(
  new URL(isSource ? "./pdf-inspector.ts" : "./pdf-inspector.js", import.meta.url),
);
const args = [...(isSource ? ["--import", "tsx"] : []), "--max-old-space-size=512", inspector];

const answer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("pdf"),
    pages: z.number(),
    unpackedBytes: z.number(),
    active: z.array(z.string()),
  }),
  z.object({ kind: z.literal("locked") }),
  z.object({ kind: z.literal("unreadable") }),
]);

/**
 * Looks through a PDF in a process of its own, which is killed when it takes too long: nothing that a file
 * does to its reader reaches this service. It gets no environment, so it knows no secret.
 */
export async function inspectPdf(content: Buffer): Promise<Inspection> {
  const said = await new Promise<string>((resolve) => {
    const child = spawn(process.execPath, args, {
      env: {},
      stdio: ["pipe", "pipe", "ignore"],
      timeout: longestMs,
      killSignal: "SIGKILL",
      windowsHide: true,
    });
    const pieces: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
    child.on("error", () => {
      resolve("");
    });
    child.on("close", (code) => {
      resolve(code === 0 ? Buffer.concat(pieces).toString("utf8") : "");
    });
    // It may end before it has read everything.
    child.stdin.on("error", () => undefined);
    child.stdin.end(content);
  });
  if (said === "") return { kind: "too_complex" };
  const value: unknown = JSON.parse(said);
  return answer.parse(value);
}
