import { runCases } from "./cases.js";

/** `npm run cases -- FILE`: prints one line per case and exits 1 when any fails. */
const path = process.argv[2];
if (path === undefined) {
  console.error("Which file? Use: npm run cases -- e2e/cases/public.json");
  process.exitCode = 2;
} else {
  try {
    const { lines, failed } = runCases(path);
    for (const line of lines) console.log(line);
    process.exitCode = failed === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
