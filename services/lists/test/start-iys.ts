import { join } from "node:path";
import { startProcess } from "@whiteline/testkit";

const root = join(import.meta.dirname, "../../..");

/** The registry's stand-in as a process of its own, with its book on the disk. */
export const startIys = (port: number, directory: string) =>
  startProcess({
    name: "iys",
    command: process.execPath,
    args: [
      "--import",
      "tsx",
      "--conditions=@whiteline/source",
      join(root, "services/operator-simulator/src/main.ts"),
    ],
    cwd: root,
    env: {
      ...process.env,
      ...{ GRPC_PORT: "0", HTTP_PORT: "0", SMPP_PORT: "0", CONTROL_PORT: "0" },
      IYS_PORT: String(port),
      IYS_FILE: join(directory, "iys.jsonl"),
    },
    logFile: join(directory, "iys.log"),
    ready: async () => (await fetch(`http://127.0.0.1:${port}/control/stats`)).ok,
  });
