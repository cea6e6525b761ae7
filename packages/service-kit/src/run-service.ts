import { setMaxListeners } from "node:events";

import { createServer, type CompatServiceDefinition, type ServiceImplementation } from "nice-grpc";
import { errorDetailsServerMiddleware } from "nice-grpc-error-details";
import { openTelemetryServerMiddleware } from "nice-grpc-opentelemetry";
import { HealthDefinition } from "nice-grpc-server-health";
import type { DestinationStream } from "pino";
import type { Registry } from "prom-client";

import { authenticate } from "./authenticate.js";
import type { Bell } from "./bell.js";
import type { CallContextExt } from "./call-context.js";
import { channelOptions } from "./channel-options.js";
import { closeResource } from "./close-resource.js";
import type { ServiceConfig } from "./config.js";
import { stopAtConfigCheck } from "./config-check.js";
import { answerErrors } from "./error-transport.js";
import { createHealth } from "./health.js";
import { addReflection, namesOf } from "./reflection.js";
import { createLogger, type Logger } from "./logger.js";
import { createMetrics, measureCalls } from "./metrics.js";
import { serveOperations } from "./operations-server.js";
import { systemPorts } from "./ports.js";
import { principalVerifier } from "./principal.js";
import { failBrokenStreams, holdBackEnds } from "./request-streams.js";
import { methodNames, methodPaths } from "./method-paths.js";
import { createRebuilds, type Rebuild } from "./rebuild.js";
import { refusalBook, type RefusalBook, type TellRefused } from "./refused-calls.js";
import { keepDoing, keepRunning } from "./supervise.js";

/** How often it is looked for minutes that are over; see refused-calls.ts. */
const REFUSALS_SWEEP_MS = 5_000;

/** A service that answers. */
export type Running = {
  /** host:port of gRPC. */
  readonly grpcAddress: string;
  /** host:port of /health and /metrics. */
  readonly httpAddress: string;
  /** "Service.Method" of everything that is answered, health and reflection aside. */
  readonly rpcs: readonly string[];
  /**
   * Takes no new calls, finishes those under way (10 s at most), ends the loops, closes resources in reverse order.
   * Asking twice is the same as once.
   */
  readonly stop: () => Promise<void>;
};

/** What a service hangs its parts on while it is built. */
export type Life = {
  readonly log: Logger;
  readonly metrics: Registry;
  /**
   * Waits for a resource and closes it at the end, last opened first: by `close`, or else by the resource's own
   * `Symbol.asyncDispose`, `Symbol.dispose` or `close()`.
   */
  readonly use: <T>(
    resource: Promise<T> | T,
    close?: (resource: T) => Promise<void> | void,
  ) => Promise<T>;
  /** Answers the RPCs of a contract. Methods named in `public` (as in the proto) may be called without a token. */
  readonly serve: <Definition extends CompatServiceDefinition>(
    definition: Definition,
    implementation: ServiceImplementation<Definition, CallContextExt>,
    options?: { readonly public?: readonly string[] },
  ) => void;
  /**
   * Writes down what known callers were forbidden, bounded per caller and minute (see refused-calls.ts). Said once,
   * after the store that it writes to was opened.
   */
  readonly refusals: (tell: TellRefused) => void;
  /** Runs a loop from now until the service stops; when it throws or returns, it is started again after a pause. */
  readonly run: (name: string, loop: (signal: AbortSignal) => Promise<void>) => void;
  /**
   * Runs a job now and each `ms` milliseconds after it ended, sooner when the bell rings; it never overlaps itself.
   */
  readonly every: (
    name: string,
    ms: number,
    job: (signal: AbortSignal) => Promise<void>,
    bell?: Bell,
  ) => void;
  /** Adds a check to /health; false, a throw or no answer within 5 s makes the service unhealthy under that name. */
  readonly healthy: (name: string, check: () => boolean | Promise<boolean>) => void;
  /** Lets whoever knows the service's secret have a projection taken anew while it runs: `npm run rebuild`. */
  readonly projection: (name: string, secret: string, rebuild: Rebuild) => void;
};

/** What the kit itself reads of a configuration. */
export type RunConfig = Pick<
  ServiceConfig,
  "SERVICE_NAME" | "HOST" | "GRPC_PORT" | "HTTP_PORT" | "LOG_LEVEL" | "PRINCIPAL_PUBLIC_KEYS"
>;

export type RunOptions = {
  /** Clock that tokens are judged by; the machine's unless told. */
  readonly now?: () => Date;
  /** Where log lines go; standard output unless told. */
  readonly logTo?: DestinationStream;
  /** How long calls, and then loops, may take to finish; 10 s each unless told. */
  readonly drainMs?: number;
};

// grpc-js takes interceptors among a server's options, though nice-grpc's type does not say so.
const serverOptions = { ...channelOptions, interceptors: [holdBackEnds] };

/**
 * Builds a service and lets it answer. If any part of `build` fails, what was opened is closed and the failure is
 * thrown. Never exits the process, so that tests run many.
 */
export async function runService(
  config: RunConfig,
  build: (life: Life) => Promise<void>,
  { now = systemPorts.now, logTo, drainMs = 10_000 }: RunOptions = {},
): Promise<Running> {
  stopAtConfigCheck();
  const log = createLogger(config.SERVICE_NAME, config.LOG_LEVEL, logTo);
  const metrics = createMetrics(config.SERVICE_NAME);
  const health = createHealth();
  const verify = principalVerifier(config.PRINCIPAL_PUBLIC_KEYS, now);
  const ending = new AbortController();
  // Every loop listens to it, and a service has more than the ten that Node takes for a leak.
  setMaxListeners(0, ending.signal);
  const watch = { log, failures: metrics.loopFailures, signal: ending.signal };
  const rebuilds = createRebuilds(log, ending.signal);
  const loops: Promise<void>[] = [];
  const closers: (() => Promise<void>)[] = [];
  let refusals: RefusalBook | undefined;

  // The middleware attached first is the outermost.
  const server = createServer(serverOptions)
    .use(openTelemetryServerMiddleware())
    .use(errorDetailsServerMiddleware)
    .use(measureCalls(metrics.calls))
    .use(answerErrors(log))
    .use(failBrokenStreams);
  server.add(HealthDefinition, health.service);
  const served: string[] = [];
  const rpcs: string[] = [];

  const life: Life = {
    log,
    metrics: metrics.registry,
    async use(resource, close = closeResource) {
      const opened = await resource;
      closers.push(async () => close(opened));
      return opened;
    },
    serve(definition, implementation, options = {}) {
      const publicPaths = methodPaths(definition, options.public ?? []);
      const guard = authenticate(verify, publicPaths, () => refusals);
      server.with(guard).add(definition, implementation);
      served.push(...namesOf(definition));
      rpcs.push(...methodNames(definition));
    },
    refusals(tell) {
      const book = refusalBook({ now, tell, log });
      refusals = book;
      loops.push(keepDoing("refusals", REFUSALS_SWEEP_MS, () => book.sweep(), watch));
      closers.push(() => book.sweep(true));
    },
    run: (name, loop) => void loops.push(keepRunning(name, loop, watch)),
    every: (name, ms, job, bell) => void loops.push(keepDoing(name, ms, job, watch, bell)),
    healthy: health.add,
    projection: rebuilds.add,
  };

  const close = async (): Promise<void> => {
    ending.abort();
    if (!(await settlesWithin(drainMs, Promise.all(loops)))) log.warn("loops did not end in time");
    for (const closeOne of closers.reverse()) {
      await closeOne().catch((error: unknown) =>
        log.error({ err: error }, "resource did not close"),
      );
    }
    metrics.registry.clear();
  };

  try {
    await build(life);
    if (served.length > 0) addReflection(server, served);
    const { HOST: host } = config;
    const grpcPort = await server.listen(`${host}:${config.GRPC_PORT}`);
    const operations = await serveOperations({
      host,
      port: config.HTTP_PORT,
      metrics: metrics.registry,
      findFaults: health.findFaults,
      rebuild: rebuilds.answer,
    });

    const stop = async (): Promise<void> => {
      health.drain();
      log.info("draining");
      if (!(await settlesWithin(drainMs, server.shutdown()))) {
        log.warn("calls were cut off");
        server.forceShutdown();
      }
      await close();
      await operations.close();
      log.info("stopped");
    };
    let stopped: Promise<void> | undefined;
    const running: Running = {
      grpcAddress: `${host}:${grpcPort}`,
      httpAddress: `${host}:${operations.port}`,
      rpcs: rpcs.toSorted(),
      stop: () => (stopped ??= stop()),
    };
    log.info({ grpc: running.grpcAddress, http: running.httpAddress }, "started");
    return running;
  } catch (error) {
    server.forceShutdown();
    await close();
    throw error;
  }
}

async function settlesWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const late = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    patience.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => patience.abort());
}
