import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants, createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

export type ProvidedChromium = {
  readonly executablePath: string;
  /** Environment of its process. */
  readonly env: Readonly<Record<string, string>>;
};

/**
 * A Chromium that needs no root: the one inside the npm package @sparticuz/chromium, unpacked once into `cacheDir`; on
 * other machines than 64-bit Linux, or when it cannot be unpacked, the system's own. Its libraries (libnss3 and what
 * it needs) lie beside it and are found by LD_LIBRARY_PATH.
 * @throws Error that says what was tried.
 */
export async function provideChromium(cacheDir: string): Promise<ProvidedChromium> {
  const inherited = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "/tmp" };
  if (process.platform === "linux" && process.arch === "x64") {
    const dir = await unpack(cacheDir);
    return {
      executablePath: join(dir, "chromium"),
      env: {
        ...inherited,
        LD_LIBRARY_PATH: [join(dir, "lib"), process.env["LD_LIBRARY_PATH"] ?? ""].join(delimiter),
      },
    };
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const tried = inherited.PATH.split(delimiter).flatMap((dir) => names.map((n) => join(dir, n)));
  for (const executablePath of tried) {
    if (await isExecutable(executablePath)) return { executablePath, env: inherited };
  }
  throw new Error(`No Chromium for the browser tests: install one of ${names.join(", ")}.`);
}

/** Unpacks into a directory named by the version; a half-done one never gets that name. */
async function unpack(cacheDir: string): Promise<string> {
  const bin = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../..");
  const manifest: unknown = JSON.parse(await readFile(join(bin, "package.json"), "utf8"));
  const dir = join(cacheDir, `chromium-${versionOf(manifest)}`);
  if (await isExecutable(join(dir, "chromium"))) return dir;
  const half = `${dir}.${process.pid}`;
  await mkdir(half, { recursive: true });
  await pipeline(
    createReadStream(join(bin, "bin/chromium.br")),
    createBrotliDecompress(),
    createWriteStream(join(half, "chromium"), { mode: 0o755 }),
  );
  for (const archive of ["al2023", "swiftshader", "fonts"]) {
    await untar(join(bin, `bin/${archive}.tar.br`), half);
  }
  await rename(half, dir).catch(async (error: unknown) => {
    // Another process was quicker: what it unpacked is the same.
    await rm(half, { recursive: true, force: true });
    if (!(await isExecutable(join(dir, "chromium")))) throw error;
  });
  return dir;
}

/** By way of a file: a pipe breaks, now and then, because tar stops reading at the end mark of the archive. */
async function untar(archive: string, dir: string): Promise<void> {
  const file = join(dir, "archive.tar");
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(file));
  const tar = spawn("tar", ["-x", "-f", file, "-C", dir], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code]: unknown[] = await once(tar, "exit");
  await rm(file);
  if (code !== 0) throw new Error(`tar could not unpack ${archive}.`);
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function versionOf(manifest: unknown): string {
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}
