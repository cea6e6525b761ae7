import { createRequire } from "node:module";
import { join } from "node:path";
import { startProcess, type ManagedProcess, type ProcessOptions } from "./process.js";

const root = join(import.meta.dirname, "../../..");
const tsx = createRequire(import.meta.url).resolve("tsx");

/**
 * Starts a service of the house from its sources as a process of its own, so that it can be killed and its memory is its
 * own. It sees the environment that it is given and no other.
 */
export const startSource = ({
  service,
  ...options
}: Pick<ProcessOptions, "env" | "logFile" | "ready"> & {
  /** Its folder in `services`. */
  readonly service: string;
}): Promise<ManagedProcess> =>
  startProcess({
    name: service,
    command: process.execPath,
    args: [
      "--conditions=@whiteline/source",
      "--import",
      tsx,
      join(root, "services", service, "src/main.ts"),
    ],
    cwd: root,
    ...options,
    env: options.env ?? {},
  });
