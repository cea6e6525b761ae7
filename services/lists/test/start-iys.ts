import { join } from "node:path";
import { startSource } from "@whiteline/testkit";

/** The registry's stand-in as a process of its own, with its book on the disk. */
export const startIys = (port: number, directory: string) =>
  startSource({
    service: "operator-simulator",
    env: {
      ...{ GRPC_PORT: "0", HTTP_PORT: "0", SMPP_PORT: "0", CONTROL_PORT: "0" },
      IYS_PORT: String(port),
      IYS_FILE: join(directory, "iys.jsonl"),
    },
    logFile: join(directory, "iys.log"),
    ready: async () => (await fetch(`http://127.0.0.1:${port}/control/stats`)).ok,
  });
