import { setTimeout as pause } from "node:timers/promises";
import type { Stack } from "@whiteline/local";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { residentMb, watch } from "./processes.js";

/** Until what a start has stirred up is done. */
const CALM_MS = 5_000;
/** How long rest is looked at. */
const IDLE_MS = 10_000;
const SERVERS = ["mongod", "nats-server"];

/** Starts the stack; with the time to "all healthy" and what it costs, in memory and CPU, when nothing is asked of it. */
export const measureStart = async (
  name: string,
  start: () => Promise<Stack>,
): Promise<{ readonly stack: Stack; readonly measured: Measured }> => {
  const load = loadAverage();
  const began = performance.now();
  const stack = await start();
  const seconds = (performance.now() - began) / 1_000;
  await pause(CALM_MS);
  const pids = Object.fromEntries(
    Object.entries(stack.run.processes).map(([process, { pid }]) => [process, pid]),
  );
  const used = watch(pids);
  await pause(IDLE_MS);
  const processes = used.read();
  const idle = Object.entries(pids).map(([process, pid]) => ({ process, mb: residentMb(pid) }));
  const sum = (wanted: (process: string) => boolean): number =>
    idle.reduce((total, { process, mb }) => (wanted(process) ? total + mb : total), 0);
  return {
    stack,
    measured: {
      name,
      figures: {
        seconds,
        idleServicesMb: sum((process) => !SERVERS.includes(process)),
        idleServersMb: sum((process) => SERVERS.includes(process)),
        /** Of one core, by everything together. */
        idleCpuPercent:
          (processes.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0) / IDLE_MS) * 100_000,
      },
      processes,
      load,
    },
  };
};
