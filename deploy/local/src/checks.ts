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

/** What the houses of the tests run: the bundles of the services, from what the compiler has built. */
export const housesCheck: Check = {
  name: "bundles of the services",
  script: "deploy/local/enter.mjs",
  args: ["build"],
};

/** Services that are linted together; the others make the last group. */
const FIRST_SERVICES = ["accounts", "lines-registry", "lists", "compliance", "pricing"];

/** Typed lint keeps a program of every project in memory: all at once they need more than the 4 GB of a Node process. */
function lintGroups(
  root: string,
): readonly { readonly name: string; readonly folders: string[] }[] {
  const others = readdirSync(join(root, "services")).filter(
    (service) => !FIRST_SERVICES.includes(service),
  );
  const inServices = (names: readonly string[]) => names.map((service) => `services/${service}`);
  return [
    { name: "sending and showing", folders: inServices(others) },
    { name: "obtaining", folders: inServices(FIRST_SERVICES) },
    { name: "packages and tools", folders: ["packages", "deploy", "e2e", "bench"] },
  ];
}

/** What can be judged without running anything of ours: first the types, which take every core, then the longest first. */
export function staticChecks(root: string): readonly Check[] {
  const buf = { script: "../node_modules/@bufbuild/buf/bin/buf", cwd: "proto" };
  return [
    typesCheck(root),
    ...lintGroups(root).map(({ name, folders }) => ({
      name: `lint: ${name}`,
      script: "node_modules/eslint/bin/eslint.js",
      args: folders,
    })),
    { name: "format", script: "node_modules/prettier/bin/prettier.cjs", args: ["--check", "."] },
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
          ["test", "interop", "simulation"].map((folder) =>
            join(parent, name, folder, "tsconfig.json"),
          ),
        ),
    )
    .filter((project) => existsSync(join(root, project)));
}
