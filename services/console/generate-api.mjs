// The browser's view of the API, its types and its stable codes, made from the gateway's own code: src/web/api/gen,
// git-ignored.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import openapi, { astToString } from "openapi-typescript";

const here = dirname(fileURLToPath(import.meta.url));
const { status, stdout } = spawnSync(
  process.execPath,
  ["--conditions=@whiteline/source", "--import", "tsx", "../gateway/src/print-openapi.ts"],
  {
    cwd: here,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "inherit"],
  },
);
if (status !== 0) process.exit(1);
const gen = join(here, "src/web/api/gen");
mkdirSync(gen, { recursive: true });
const { document, errorCodes } = JSON.parse(stdout);
const types = await openapi(document, { alphabetize: true });
writeFileSync(join(gen, "schema.ts"), astToString(types));
writeFileSync(
  join(gen, "error-codes.ts"),
  `export const errorCodes = ${JSON.stringify(errorCodes, null, 2)} as const;\n`,
);
