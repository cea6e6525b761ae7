import {
  AccountsServiceDefinition,
  PersonKind,
  TenantStatus,
  type Tenant,
} from "@whiteline/contracts/accounts/v1/accounts";
import type { ServiceImplementation } from "nice-grpc";
import { z } from "zod";

import type { CallContextExt } from "./call-context.js";
import { loadConfig, serviceShape } from "./config.js";
import { createClient } from "./create-client.js";
import { DomainError } from "./domain-error.js";
import { runService, type Life, type RunOptions } from "./run-service.js";
import { testPrincipals, testServiceConfig } from "./test-principals.js";

const { getTenant, getDocument, putDocument, authenticate } = AccountsServiceDefinition.methods;
/** Four RPCs of accounts, one of each kind that we use, answered here by whatever a test needs. */
export const Contract = {
  name: "AccountsService",
  fullName: AccountsServiceDefinition.fullName,
  methods: { getTenant, getDocument, putDocument, authenticate },
} as const;
export type Handlers = ServiceImplementation<typeof Contract, CallContextExt>;

export const as = testPrincipals();
const ending: (() => unknown)[] = [];
/** Ends what {@link startService} started; for `afterEach`. */
export async function endServices(): Promise<void> {
  for (const end of ending.splice(0).reverse()) await end();
}

export async function startService(
  handlers: Partial<Handlers>,
  build: (life: Life) => void | Promise<void> = () => undefined,
  options: RunOptions = {},
) {
  const lines: string[] = [];
  const env = testServiceConfig({
    name: "sample",
    mongoUri: "mongodb://none/none",
    natsUrl: "none",
  });
  const config = loadConfig(z.object(serviceShape), { ...env, LOG_LEVEL: "info" });
  const unused = () => Promise.reject(new Error("not part of this test"));
  const running = await runService(
    config,
    async (life) => {
      const all: Handlers = {
        getTenant: unused,
        authenticate: unused,
        putDocument: unused,
        async *getDocument() {
          await unused();
        },
        ...handlers,
      };
      life.serve(Contract, all, { public: ["Authenticate"] });
      await build(life);
    },
    { logTo: { write: (line) => void lines.push(line) }, ...options },
  );
  ending.push(running.stop);
  const client = createClient(Contract, running.grpcAddress);
  ending.push(() => client[Symbol.dispose]());
  const logged = (event: string) =>
    lines
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      .filter(({ msg }) => msg === event);
  const get = async (path: string) => fetch(`http://${running.httpAddress}${path}`);
  return { running, client, logged, get };
}

export const tenant: Tenant = {
  tenantId: "t1",
  providerId: "asanak",
  market: "IR",
  kind: PersonKind.LEGAL,
  name: "Sara",
  status: TenantStatus.ACTIVE,
  platform: false,
  registeredAt: undefined,
};

/** What a caller can see of a failure. */
export async function failureOf(call: Promise<unknown>): Promise<object> {
  const error = await call.then(
    () => new Error("the call succeeded"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw error;
  const { kind, reason, message, remedy } = error;
  return { kind, reason, message, remedy };
}
