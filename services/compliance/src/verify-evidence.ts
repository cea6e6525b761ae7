import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { checkEvidencePack } from "./check-evidence-pack.js";
import { readArchive } from "./read-archive.js";

/** `npm run verify-evidence -- FILE [--root HASH]`: whether an evidence pack is whole. Ends with 0 or 1. */
const usage = "npm run verify-evidence -- FILE [--root HASH]";

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { root: { type: "string" } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error(`Name one file: ${usage}`);
  const bytes = await readFile(file);
  const files = await readArchive(bytes).catch((cause: unknown) => {
    throw new Error(`${file} is no evidence pack, or was cut off: download it again.`, { cause });
  });
  const { complaintId, root, entries, faults } = checkEvidencePack(files, values.root);
  if (faults.length > 0) {
    console.error(`NOT WHOLE: ${faults.length} fault(s)\n  ${faults.join("\n  ")}`);
    process.exitCode = 1;
  } else {
    console.log(`whole: complaint ${complaintId}, ${entries} entries\nroot   ${root}`);
    if (values.root === undefined) {
      console.log("Hold the root against the one that the complaint shows at the desk (--root).");
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
