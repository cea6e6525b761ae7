import { runService, type Running } from "@whiteline/service-kit";

import { buildSite } from "./build-site.js";
import type { Config } from "./config.js";

/** The console, and where people open it. */
export type RunningConsole = Running & {
  /** Address of the web application, e.g. http://127.0.0.1:8090. */
  readonly consoleUrl: string;
};

/** Starts the process that hands out the web application. It keeps nothing: any number may run side by side. */
export async function start(config: Config): Promise<RunningConsole> {
  let consoleUrl = "";
  const running = await runService(config, async ({ log, use }) => {
    const site = await buildSite(config);
    await use(site, (open) => open.close());
    consoleUrl = await site.listen({ host: config.HOST, port: config.CONSOLE_PORT });
    log.info({ console: consoleUrl }, "serving the console");
  });
  return { ...running, consoleUrl };
}
