import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** What a process took while it was watched. */
export type ProcessUse = {
  readonly name: string;
  readonly cpuSeconds: number;
  /** Peak of resident memory, in MB of a million bytes. */
  readonly peakMb: number;
};

/** Reads those that still live: a measure may kill one. */
export type Watch = { read(): readonly ProcessUse[] };

/** USER_HZ of Linux on every machine we know: the unit of /proc/PID/stat. */
const TICKS_PER_SECOND = 100;

/** Starts to watch processes by pid: CPU counts from now, and so does the peak of memory. */
export const watch = (pids: Readonly<Record<string, number>>): Watch => {
  const before = Object.entries(pids).map(([name, pid]) => {
    resetPeak(pid);
    return { name, pid, ticks: ticksOf(pid) };
  });
  return {
    read: () =>
      before
        .filter(({ pid }) => existsSync(`/proc/${pid}`))
        .map(({ name, pid, ticks }) => ({
          name,
          cpuSeconds: (ticksOf(pid) - ticks) / TICKS_PER_SECOND,
          peakMb: megabytes(pid, "VmHWM"),
        })),
  };
};

/** Resident memory of a process now, in MB. */
export const residentMb = (pid: number): number => megabytes(pid, "VmRSS");

const megabytes = (pid: number, field: "VmHWM" | "VmRSS"): number => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
  return (kilobytes * 1_024) / 1e6;
};

/** User and system time, with that of children it has waited for. */
const ticksOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Behind the name in brackets, which may hold anything, comes field 3; 14 to 17 are the times.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
};

/** 5 makes the kernel begin the peak anew [man 5 proc, clear_refs]. */
const resetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, "5");
