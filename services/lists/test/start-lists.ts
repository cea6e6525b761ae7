import { join } from "node:path";
import { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { createClient } from "@whiteline/service-kit";
import { startSource } from "@whiteline/testkit";
import type { ListsEnv } from "./lists-env.js";

/** lists as a process of its own, which can be killed. */
export const startLists = async (env: ListsEnv, port: number, directory: string) => {
  using client = createClient(ListsServiceDefinition, `127.0.0.1:${port}`);
  return await startSource({
    service: "lists",
    env: { ...env.environment, GRPC_PORT: String(port) },
    logFile: join(directory, "lists.log"),
    ready: async () => Array.isArray((await client.listLists({}, env.tenant("tenant-a"))).lists),
  });
};
