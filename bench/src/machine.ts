import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

/** Where it was measured, for whoever compares. */
export const describeMachine = () => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
  memoryGb: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  node: process.versions.node,
});

/** Load averages of 1, 5 and 15 minutes: what else ran. */
export const loadAverage = (): string =>
  readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 3).join(" ");
