import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A check that passes when its command ends with 0; counts as one test. */
export type Check = {
  readonly name: string;
  /** A script run by this Node. */
  readonly script: string;
  readonly args: readonly string[];
  /** Relative to the clone. */
  readonly cwd?: string;
};

const types: Omit<Check, "args"> = {
  name: "types",
  script: "node_modules/@typescript/native/bin/tsc",
};

/** What runs in the browser is bundled, not compiled; its types need those of the API, which are made before checks. */
const CONSOLE_WEB = "services/console/src/web";

/** The compiler over every workspace, over the browser's part and over the projects that hold only tests; also builds what the stories start. */
export function typesCheck(root: string): Check {
  return { ...types, args: ["-b", ".", CONSOLE_WEB, ...testProjects(root)] };
}

/** What can be judged without running anything of ours. */
export function staticChecks(root: string): readonly Check[] {
  const buf = { script: "../node_modules/@bufbuild/buf/bin/buf", cwd: "proto" };
  return [
    { name: "format", script: "node_modules/prettier/bin/prettier.cjs", args: ["--check", "."] },
    typesCheck(root),
    { name: "lint", script: "node_modules/eslint/bin/eslint.js", args: ["."] },
    {
      name: "architecture",
      script: "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
      args: [
        "--config",
        ".dependency-cruiser.mjs",
        "packages",
        "services",
        "e2e",
        "deploy",
        "bench",
      ],
    },
    { name: "dead code", script: "node_modules/knip/bin/knip.js", args: [] },
    { ...buf, name: "contracts: lint", args: ["lint"] },
    {
      ...buf,
      name: "contracts: nothing broken",
      args: ["breaking", "--against", "baseline.binpb"],
    },
  ];
}

function testProjects(root: string): readonly string[] {
  const parents = ["packages", "services", "deploy", "."];
  return parents
    .flatMap((parent) =>
      readdirSync(join(root, parent), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
        .flatMap(({ name }) =>
          ["test", "interop"].map((folder) => join(parent, name, folder, "tsconfig.json")),
        ),
    )
    .filter((project) => existsSync(join(root, project)));
}
