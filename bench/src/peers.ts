import { spawnSync } from "node:child_process";
import { SYSTEM_PATH } from "@whiteline/e2e";

/** What --peer needs that is not ours. */
const PROGRAMS = [
  {
    command: "bearerbox",
    args: ["--version"],
    remedy: "apt-get install --no-install-recommends kannel kannel-extras",
  },
  { command: "smsbox", args: ["--version"], remedy: "it comes with the package kannel" },
  { command: "go", args: ["version"], remedy: "Go 1.22 or newer, from https://go.dev/dl" },
] as const;

/** What is missing for --peer, in words with a remedy each; empty when all is there. */
export const missingForPeer = (): readonly string[] =>
  PROGRAMS.filter(({ command, args }) => {
    const { error } = spawnSync(command, args, {
      stdio: "ignore",
      timeout: 20_000,
      ...(command !== "go" && { env: { PATH: SYSTEM_PATH } }),
    });
    return error !== undefined;
  }).map(({ command, remedy }) => `${command} is not on PATH (${remedy})`);
