import { OPERATOR_ROUTES } from "./operators.js";
import type { Secrets } from "./secrets.js";

/** What a service's environment can be made of. */
export type StackFacts = {
  readonly secrets: Secrets;
  /** The port that a service was given under the name of a variable. */
  readonly port: (service: string, variable: string) => number;
};

export type ServiceEntry = {
  readonly name: string;
  /** Entry file, relative to the clone; `services/<name>/dist/main.js` if absent. */
  readonly main?: string;
  /** Variables that name further ports, beside GRPC_PORT and HTTP_PORT. */
  readonly ports?: readonly string[];
  /** Subjects of work it publishes beside its own facts. */
  readonly publishes?: readonly string[];
  /** Environment beside what every service gets. */
  readonly env?: (facts: StackFacts) => Readonly<Record<string, string>>;
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
  { name: "lines-registry" },
  { name: "lists", env: ({ secrets }) => ({ DATA_KEYS: JSON.stringify(secrets.dataKeys) }) },
  { name: "compliance" },
  { name: "pricing" },
  { name: "campaigns", publishes: ["whiteline.work.chunks.>"] },
  { name: "dispatcher", publishes: ["whiteline.work.receipts.>"], env: operatorsEnvironment },
  { name: "dlr" },
  { name: "gateway", ports: ["API_PORT"] },
  { name: "operator-simulator", ports: ["SMPP_PORT", "CONTROL_PORT"], env: operatorsEnvironment },
];

/** The same table for both ends: the dispatcher binds to what the simulator lets in. */
function operatorsEnvironment({ secrets, port }: StackFacts): Readonly<Record<string, string>> {
  const operators = OPERATOR_ROUTES.map((route) => ({
    ...route,
    host: "127.0.0.1",
    port: port("operator-simulator", "SMPP_PORT"),
    systemId: route.account,
    password: secrets.bindPasswords[route.account] ?? "",
  }));
  return { OPERATORS: JSON.stringify(operators) };
}
