import { join } from "node:path";

import { OPERATOR_ROUTES } from "./operators.js";
import type { Secrets } from "./secrets.js";

/** What a service's environment can be made of. */
export type StackFacts = {
  /** Data directory of the run. */
  readonly dir: string;
  readonly secrets: Secrets;
  /** The port that a service was given under the name of a variable. */
  readonly port: (service: string, variable: string) => number;
};

export type ServiceEntry = {
  readonly name: string;
  /** A further process of this service: it has its name, database, log-ins and bundle; only the ports are its own. */
  readonly of?: string;
  /** Entry file, relative to the clone; the service's bundle or `services/<name>/dist/main.js` if absent. */
  readonly main?: string;
  /** Variables that name further ports, beside GRPC_PORT and HTTP_PORT. */
  readonly ports?: readonly string[];
  /** Subjects of work it publishes beside its own facts. */
  readonly publishes?: readonly string[];
  /** Environment beside what every service gets. */
  readonly env?: (facts: StackFacts) => Readonly<Record<string, string>>;
};

/**
 * Thirty million blocked numbers take 50 MB, and what files and pages leave behind in the allocator's arenas and in V8's
 * young generation as much again: buffers go back to the machine instead.
 */
const SPARING_OF_MEMORY = {
  NODE_OPTIONS: "--max-semi-space-size=8",
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
};

/** Every service of the house; one line says what only that service is told. */
export const SERVICES: readonly ServiceEntry[] = [
  {
    name: "accounts",
    env: ({ secrets }) => ({
      PRINCIPAL_PRIVATE_KEY: JSON.stringify(secrets.principalKey),
      INSTALLATION_KEY: secrets.installationKey,
      SERVICE_SECRETS: JSON.stringify(secrets.serviceSecrets),
      KEY_PEPPER: secrets.keyPepper,
      DATA_KEYS: JSON.stringify(secrets.dataKeys),
    }),
  },
  {
    name: "lines-registry",
    env: ({ secrets }) => ({ DATA_KEYS: JSON.stringify(secrets.dataKeys) }),
  },
  {
    name: "lists",
    env: ({ secrets, port }) => ({
      DATA_KEYS: JSON.stringify(secrets.dataKeys),
      // Subscribers' phones do not reach this machine; on a real one it is the gateway's public name.
      PUBLIC_LINK_URL: `http://127.0.0.1:${port("gateway", "API_PORT")}`,
      IYS_URL: `http://127.0.0.1:${port("operator-simulator", "IYS_PORT")}`,
      ...SPARING_OF_MEMORY,
    }),
  },
  { name: "compliance", env: ({ secrets }) => ({ DATA_KEYS: JSON.stringify(secrets.dataKeys) }) },
  { name: "pricing", env: pricingEnvironment },
  { name: "campaigns", publishes: ["whiteline.work.chunks.>"] },
  {
    name: "dispatcher",
    publishes: ["whiteline.work.receipts.>", "whiteline.work.chunks.>"],
    env: routesEnvironment,
  },
  // Where dead letters are given out again: each goes to the subject it came from.
  { name: "dlr", publishes: ["whiteline.*.v1.*", "whiteline.work.>"] },
  // The console is on the same machine and tells the gateway whose browser asks.
  {
    name: "gateway",
    ports: ["API_PORT"],
    env: () => ({ TRUSTED_PROXIES: "127.0.0.1" }),
  },
  {
    name: "console",
    ports: ["CONSOLE_PORT"],
    env: ({ port }) => ({ API_URL: `http://127.0.0.1:${port("gateway", "API_PORT")}` }),
  },
  {
    name: "operator-simulator",
    ports: ["SMPP_PORT", "CONTROL_PORT", "IYS_PORT", "PAYMENT_PORT"],
    env: operatorEnvironment,
  },
];

/** The accounts of the table of operators, as both ends know them. */
function accountsOf({ secrets }: StackFacts): readonly Account[] {
  return OPERATOR_ROUTES.map(({ account, window, rate, suffix = "" }) => ({
    account,
    systemId: account,
    password: secrets.bindPasswords[account] ?? "",
    window,
    rate,
    suffix,
  }));
}

type Account = {
  readonly account: string;
  readonly systemId: string;
  readonly password: string;
  readonly window: number;
  readonly rate: number;
  readonly suffix: string;
};

/** The dispatcher binds with every account and routes the operators of the number plan to them. */
function routesEnvironment(facts: StackFacts): Readonly<Record<string, string>> {
  const port = facts.port("operator-simulator", "SMPP_PORT");
  const accounts = accountsOf(facts).map((account) => ({ ...account, host: "127.0.0.1", port }));
  const routes = OPERATOR_ROUTES.map(({ route, market, operators, account }) => ({
    route,
    market,
    operators,
    account,
  }));
  return { OPERATORS: JSON.stringify({ accounts, routes }) };
}

/** The simulator lets these accounts in and remembers what it owes them. */
function operatorEnvironment(facts: StackFacts): Readonly<Record<string, string>> {
  const known = accountsOf(facts).map(({ systemId, password }) => ({ systemId, password }));
  return {
    OPERATORS: JSON.stringify(known),
    GROUND_TRUTH_FILE: join(facts.dir, "ground-truth.jsonl"),
    IYS_FILE: join(facts.dir, "iys.jsonl"),
    PAYMENT_SECRET: facts.secrets.paymentSecret,
    PAYMENT_NOTIFY_URL: `http://127.0.0.1:${facts.port("gateway", "API_PORT")}`,
  };
}

/** Providers whose customers pay by the simulated port on this machine; each has its own page of it. */
const PAID_BY_PORT = ["asanak", "melipayamak", "kando", "aktan", "vn-bulksms"];

function pricingEnvironment({ secrets, port }: StackFacts): Readonly<Record<string, string>> {
  const base = `http://127.0.0.1:${port("operator-simulator", "PAYMENT_PORT")}/pay`;
  const accounts = PAID_BY_PORT.map((provider) => ({
    provider,
    port: "vnpay",
    url: `${base}/${provider}`,
    terminal: "WHITELN1",
    secret: secrets.paymentSecret,
  }));
  const site = port("console", "CONSOLE_PORT");
  return {
    PAYMENT_PORTS: JSON.stringify(accounts),
    CONSOLE_ORIGINS: `http://127.0.0.1:${site},http://localhost:${site}`,
    DATA_KEYS: JSON.stringify(secrets.dataKeys),
  };
}
