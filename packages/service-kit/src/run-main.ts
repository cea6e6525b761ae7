import { checkConfig } from "./config-check.js";
import { ConfigError } from "./config.js";
import { createLogger } from "./logger.js";
import type { Running } from "./run-service.js";

/** EX_CONFIG of sysexits.h: a supervisor need not try again. */
const EXIT_CONFIG = 78;

/**
 * The whole of a service's `main.ts`. Starts it, drains it on SIGTERM or SIGINT, exits 0; a second signal exits at
 * once. What nobody caught is logged and exits 1, for a supervisor to start anew. With `--check-config` it only reads
 * the configuration. Traces are exported when OTEL_EXPORTER_OTLP_ENDPOINT is set.
 *
 * @param start reads the configuration and calls the service's `start`.
 */
export function runMain(name: string, start: () => Promise<Running>): void {
  void main(name, start);
}

async function main(name: string, start: () => Promise<Running>): Promise<void> {
  const log = createLogger(name, "info");
  const crash = (event: string) => (error: unknown) => {
    log.fatal({ err: error }, event);
    process.exit(1);
  };
  process.on("unhandledRejection", crash("unhandled rejection"));
  process.on("uncaughtException", crash("uncaught exception"));

  try {
    if (process.argv.includes("--check-config")) {
      await checkConfig(start);
      log.info("configuration holds");
      return;
    }
    const stopTelemetry = process.env["OTEL_EXPORTER_OTLP_ENDPOINT"]
      ? (await import("./telemetry.js")).startTelemetry(name)
      : () => Promise.resolve();

    const stopAsked = firstSignal();
    const running = await start();
    log.info({ signal: await stopAsked }, "stopping");
    process.once("SIGTERM", () => process.exit(1)).once("SIGINT", () => process.exit(1));
    await running.stop();
    await stopTelemetry();
    process.exit(0);
  } catch (error) {
    if (!(error instanceof ConfigError)) return crash("did not start")(error);
    log.fatal({ problems: error.problems }, "configuration cannot be used");
    process.exit(EXIT_CONFIG);
  }
}

function firstSignal(): Promise<string> {
  return new Promise((resolve) => {
    process.once("SIGTERM", resolve).once("SIGINT", resolve);
  });
}
