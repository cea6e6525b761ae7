import { execFile } from "node:child_process";
import { mkdir, statfs } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
/** JetStream promises its streams nearly five gigabytes, and takes a part of what is there; memory is taken as it is written. */
const ROOM = "16g";

/** A file system of its own that can be made full at a stroke. */
export type SmallDisk = {
  /** No octet more has room. */
  readonly fill: () => Promise<void>;
  readonly makeRoom: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** Mounts one at `path`, in memory; needs a mount namespace of our own, which `run.ts` opens without root. */
export const mountSmallDisk = async (path: string): Promise<SmallDisk> => {
  await mkdir(path, { recursive: true });
  await run("mount", ["-t", "tmpfs", "-o", `size=${ROOM}`, "tmpfs", path]);
  const resize = async (size: string): Promise<void> => {
    await run("mount", ["-o", `remount,size=${size}`, path]);
  };
  return {
    fill: async () => {
      for (let tries = 0; ; tries += 1) {
        const { bsize, blocks, bfree } = await statfs(path);
        try {
          await resize(`${(blocks - bfree) * bsize}`);
          return;
        } catch (error) {
          // It grew meanwhile.
          if (tries === 50) throw error;
        }
      }
    },
    makeRoom: () => resize(ROOM),
    remove: async () => {
      await run("umount", ["--lazy", path]);
    },
  };
};
