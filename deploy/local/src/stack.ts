import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { databaseUri, startProcess, type ManagedProcess } from "@whiteline/testkit";

import { serviceArguments, type ServiceArguments } from "./bundles.js";
import { environmentOf, mongodUriAs, portVariables } from "./environment.js";
import { OPERATOR_ROUTES } from "./operators.js";
import { keepPorts } from "./ports.js";
import { clearEarlierRun, forgetRun, knownProcess, writeRun, type RunInfo } from "./run-file.js";
import { keepSecrets, type Secrets } from "./secrets.js";
import { provideMongod, provideNats } from "./servers.js";
import { SERVICES, type ServiceEntry } from "./services.js";
import { supervise } from "./supervise.js";

export type StackOptions = {
  /** The clone. */
  readonly root: string;
  /** Data directory: what an earlier run left there is served again. */
  readonly dir: string;
  /** Hears one line for each thing that happens. */
  readonly say: (line: string) => void;
  /** Hears the state of each process; `say` if absent. */
  readonly show?: (name: string, state: string) => void;
  /** Our own environment: MONGODB_URI, NATS_URL, NATS_USER, NATS_PASSWORD and PATH are looked at, OTEL_* is handed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names of the services to start; all if absent. */
  readonly only?: readonly string[];
  /** Replaces the table of services. */
  readonly services?: readonly ServiceEntry[];
  /** Further environment by service; "*" is for all. */
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Ports that must be used, by name: `gateway.API_PORT`, `mongod.PORT`, `nats-server.PORT`. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Starts again what ends by itself. */
  readonly supervised?: boolean;
  /** Gives up the start and stops what runs already. */
  readonly signal?: AbortSignal;
};

export type Stack = {
  readonly run: RunInfo;
  readonly secrets: Secrets;
  /** With the login of the operator, who may read and write everything. */
  readonly mongodUri: string;
  readonly natsUrl: string;
  /** The port a service was given under the name of a variable, e.g. `port("gateway", "API_PORT")`. */
  port(service: string, variable: string): number;
  /** The pid of a process now: a service, `mongod` or `nats-server`. */
  pid(name: string): number;
  /** kill -9 by the recorded pid; resolves when the process is gone. */
  kill9(name: string): Promise<void>;
  /** Starts it again (stops it first if it runs); resolves when it is healthy. */
  restart(name: string): Promise<void>;
  /** Stops the services, then the servers. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * Starts mongod, nats-server and every service as processes of their own on loopback, and resolves when all are
 * healthy. Data, secrets, ports and logs are kept in `dir`; `dir/run.json` tells other tools what runs where.
 * @throws Error with the reason and what to do; everything started before is stopped then.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dir } = options;
  const services = options.services ?? SERVICES;
  await clearEarlierRun(dir, options.say);
  await mkdir(join(dir, "logs"), { recursive: true });
  const secretsFile = join(dir, "secrets.json");
  const secrets = await keepSecrets(secretsFile, {
    services: services.map(({ name }) => name),
    systemIds: OPERATOR_ROUTES.map(({ account }) => account),
  });
  const port = await assignPorts(options, services);
  const children = new Map<string, ManagedProcess>();
  const ending = new AbortController();

  let run: RunInfo = {
    starter: await knownProcess(process.pid),
    startedAt: new Date().toISOString(),
    dir,
    secretsFile,
    ports: portsByService(services, port),
    processes: {},
  };
  let recorded = Promise.resolve();
  /** One after the other: several processes become healthy at the same moment. */
  const record = (more: Partial<RunInfo> = {}): Promise<void> => {
    recorded = recorded.then(async () => {
      run = { ...run, ...more, processes: await describe(children) };
      await writeRun(run);
    });
    return recorded;
  };
  const childOf = (name: string): ManagedProcess => {
    const child = children.get(name);
    if (child !== undefined) return child;
    throw new Error(
      `${name} is not among the processes started here: ${[...children.keys()].join(", ")}.`,
    );
  };
  const stop = async (): Promise<void> => {
    ending.abort();
    await stopAll(children, options);
    await forgetRun(dir);
  };
  const start = async <T extends ManagedProcess>(
    name: string,
    begin: () => Promise<T>,
  ): Promise<T> => {
    const child = await timed(options, name, begin);
    children.set(name, child);
    await record();
    return child;
  };

  try {
    await record();
    const serverOptions = {
      ...options,
      services,
      secrets,
      start,
      port: (name: string) => port(name, "PORT"),
    };
    const servers = [provideMongod(serverOptions), provideNats(serverOptions)] as const;
    await allOrFirstFailure(servers);
    const [mongodUri, natsUrl] = await Promise.all(servers);
    await record({ mongodUri, natsUrl });
    const facts = { dir, secrets, port, services, mongodUri, natsUrl, ours: options.environment };
    const argumentsOf = await serviceArguments(options.root);
    const wanted = services.filter(({ name }) => options.only?.includes(name) ?? true);
    await allOrFirstFailure(
      wanted.map((service) =>
        start(service.name, () =>
          startService(service, {
            options,
            argumentsOf,
            healthUrl: `http://127.0.0.1:${port(service.name, "HTTP_PORT")}/health`,
            env: {
              ...environmentOf(service, facts),
              ...options.overrides?.["*"],
              ...options.overrides?.[service.name],
            },
          }),
        ),
      ),
    );
    await record(addressesOf(run));
    if (options.supervised === true) {
      for (const child of children.values()) {
        supervise(child, { say: options.say, restarted: record, signal: ending.signal });
      }
    }
    return {
      get run() {
        return run;
      },
      secrets,
      mongodUri: databaseUri(mongodUriAs("operator", facts), ""),
      natsUrl,
      port,
      pid: (name) => childOf(name).pid,
      async kill9(name) {
        await childOf(name).kill("SIGKILL");
      },
      async restart(name) {
        await childOf(name).restart();
        await record();
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startService(
  service: ServiceEntry,
  {
    options,
    argumentsOf,
    healthUrl,
    env,
  }: {
    readonly options: StackOptions;
    readonly argumentsOf: ServiceArguments;
    readonly healthUrl: string;
    readonly env: Readonly<Record<string, string>>;
  },
): Promise<ManagedProcess> {
  return startProcess({
    name: service.name,
    command: process.execPath,
    args: argumentsOf(service),
    env,
    cwd: options.root,
    logFile: join(options.dir, `logs/${service.name}.log`),
    stopWithinMs: 20_000,
    ready: () => isHealthy(healthUrl),
    ...(options.signal && { signal: options.signal }),
  });
}

async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await answer.body?.cancel();
  return answer.status === 200;
}

async function timed<T extends ManagedProcess>(
  { say, show = (name, state) => say(`${name}: ${state}`) }: StackOptions,
  name: string,
  begin: () => Promise<T>,
): Promise<T> {
  const before = performance.now();
  show(name, "starting");
  try {
    const child = await begin();
    show(
      name,
      `healthy after ${((performance.now() - before) / 1000).toFixed(1)} s (pid ${child.pid})`,
    );
    return child;
  } catch (error) {
    show(name, "could not be started");
    throw error;
  }
}

/** Waits for all even when one fails, so that nothing is started behind the back of the clean-up. */
async function allOrFirstFailure<T>(starting: readonly Promise<T>[]): Promise<void> {
  await Promise.allSettled(starting);
  await Promise.all(starting);
}

/** Services first and together, then the servers they need to finish their work. */
async function stopAll(
  children: ReadonlyMap<string, ManagedProcess>,
  { show }: StackOptions,
): Promise<void> {
  const servers = ["mongod", "nats-server"];
  const all = [...children.values()];
  const groups = [
    all.filter(({ name }) => !servers.includes(name)),
    all.filter(({ name }) => servers.includes(name)),
  ];
  for (const group of groups) {
    await Promise.all(
      group.map(async (child) => {
        const { signal } = await child.stop();
        show?.(child.name, signal === "SIGKILL" ? "killed: it did not stop when asked" : "stopped");
      }),
    );
  }
}

async function assignPorts(
  options: StackOptions,
  services: readonly ServiceEntry[],
): Promise<(name: string, variable: string) => number> {
  const names = services.flatMap((service) =>
    portVariables(service).map((variable) => `${service.name}.${variable}`),
  );
  const file = join(options.dir, "ports.json");
  const ports = await keepPorts(file, ["mongod.PORT", "nats-server.PORT", ...names], options.ports);
  return (name, variable) => {
    const port = ports[`${name}.${variable}`];
    if (port === undefined) throw new Error(`${name} has no port under the name ${variable}.`);
    return port;
  };
}

function portsByService(services: readonly ServiceEntry[], port: Stack["port"]): RunInfo["ports"] {
  return Object.fromEntries(
    services.map((service) => [
      service.name,
      Object.fromEntries(
        portVariables(service).map((variable) => [variable, port(service.name, variable)]),
      ),
    ]),
  );
}

async function describe(
  children: ReadonlyMap<string, ManagedProcess>,
): Promise<RunInfo["processes"]> {
  const living = [...children].filter(([, child]) => child.running);
  return Object.fromEntries(
    await Promise.all(
      living.map(async ([name, { pid }]) => [name, await knownProcess(pid)] as const),
    ),
  );
}

function addressesOf({ ports }: RunInfo): Partial<RunInfo> {
  const api = ports["gateway"]?.["API_PORT"];
  const site = ports["console"]?.["CONSOLE_PORT"];
  const control = ports["operator-simulator"]?.["CONTROL_PORT"];
  return {
    ...(api === undefined ? {} : { api: `http://127.0.0.1:${api}` }),
    ...(site === undefined ? {} : { console: `http://127.0.0.1:${site}` }),
    ...(control === undefined ? {} : { simulatorControl: `http://127.0.0.1:${control}` }),
  };
}
