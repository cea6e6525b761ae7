import { spawnSync } from "node:child_process";
import { isPresent, PROGRAMS } from "./foreign-programs.js";
import { fetchJsmpp } from "./jsmpp.js";

/** A mirror that hangs must not use up the minutes of the whole run. */
const APT_WITHIN_MS = 240_000;

/**
 * Installs what is missing by apt-get; as another user than root, or without apt-get, the tests that need it are
 * skipped (listed in e2e/skips.json), but not on a CI machine: there a skip would hide a loss.
 */
export default async function provideProgramsOnce(): Promise<void> {
  await provideJsmpp();
  if (missing().length === 0) return;
  const why = process.getuid?.() === 0 ? install(missing()) : "installing needs root";
  if (missing().length === 0) return;
  const told = `${missing().join(" and ")} could not be had: ${why}. By hand: apt-get install --no-install-recommends ${missing().join(" ")}`;
  if (process.env["CI"]) throw new Error(told);
  console.log(told);
}

/** No package has jSMPP. Where Maven Central does not answer, its test is skipped and said so. */
const provideJsmpp = async (): Promise<void> => {
  try {
    await fetchJsmpp();
  } catch (error) {
    console.log(`jSMPP could not be had: ${error instanceof Error ? error.message : "?"}`);
  }
};

const missing = (): readonly string[] =>
  Object.values(PROGRAMS)
    .filter((program) => !isPresent(program))
    .map((program) => program.package);

/** Returns what apt-get said last. */
const install = (packages: readonly string[]): string => {
  console.log(`installing ${packages.join(" and ")} by apt-get`);
  const wanted = ["install", "-y", "--no-install-recommends", ...packages];
  // The lists of a fresh machine may be absent or old: then once more after an update.
  const first = aptGet(wanted);
  if (missing().length === 0) return first;
  aptGet(["update"]);
  return aptGet(wanted);
};

const aptGet = (args: readonly string[]): string => {
  const { error, stdout, stderr } = spawnSync("apt-get", args, {
    encoding: "utf8",
    timeout: APT_WITHIN_MS,
    // RUNLEVEL=1: no service of a package is started.
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
  });
  return error?.message ?? `${stdout}\n${stderr}`.trim().split("\n").slice(-2).join(" ");
};
