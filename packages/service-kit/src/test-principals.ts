import { generateKeyPairSync, sign } from "node:crypto";

import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { PeopleServiceDefinition } from "@whiteline/contracts/accounts/v1/people";
import { createServer } from "nice-grpc";

import { bearer, type CallOptions, type StaffRole } from "./call-context.js";
import type { Principal } from "./principal.js";

/** One key pair per test process: tokens of every helper here are trusted by every service started in it. */
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const KEY_ID = "test";
const PUBLIC_KEYS = JSON.stringify({
  keys: [{ ...publicKey.export({ format: "jwk" }), kid: KEY_ID }],
});

export type TestPrincipals = {
  /** Value of PRINCIPAL_PUBLIC_KEYS: a JSON Web Key Set as text. */
  readonly publicKeys: string;
  readonly tenant: (
    tenantId: string,
    facts?: {
      readonly providerId?: string;
      readonly roles?: readonly string[];
      readonly market?: string;
      readonly keyId?: string;
      readonly personId?: string;
      /** What its key is limited to. */
      readonly scopes?: readonly string[];
    },
  ) => CallOptions;
  /** Two people are told apart by their keys or person ids. */
  readonly staff: (
    role: StaffRole,
    providerId: string,
    who?: { readonly keyId?: string; readonly personId?: string },
  ) => CallOptions;
  /** @param facts of the tenant that the service acts for, as accounts adds them to its token */
  readonly service: (
    name: string,
    tenantId?: string,
    facts?: { readonly providerId?: string; readonly market?: string },
  ) => CallOptions;
};

/**
 * Callers for tests of a service. The options they give hold a fresh token at every call, so that a test may keep them.
 *
 * @param now clock of the tokens; the machine's unless told.
 */
export function testPrincipals(now: () => Date = () => new Date()): TestPrincipals {
  const as = (principal: Principal): CallOptions => ({
    get metadata() {
      return bearer(signTestToken(principal, now())).metadata;
    },
  });
  return {
    publicKeys: PUBLIC_KEYS,
    tenant: (tenantId, facts = {}) => as({ kind: "tenant", tenantId, roles: ["owner"], ...facts }),
    staff: (role, providerId, who = {}) => as({ kind: "staff", providerId, roles: [role], ...who }),
    service: (service, tenantId, facts = {}) =>
      as({ kind: "service", service, roles: [], ...(tenantId ? { tenantId, ...facts } : {}) }),
  };
}

/**
 * A real gRPC server in the place of accounts that answers MintServiceToken to everyone, proved mobiles, and nothing else.
 *
 * @param now clock of the tokens; the machine's unless told.
 * @param mobiles that people have proved, by person id.
 */
export async function startTokenMint(
  now: () => Date = () => new Date(),
  mobiles: ReadonlyMap<string, string> = new Map(),
): Promise<{
  readonly address: string;
  readonly publicKeys: string;
  readonly stop: () => Promise<void>;
}> {
  const server = createServer();
  const { fullName, methods } = AccountsServiceDefinition;
  const { mintServiceToken } = methods;
  server.add({ name: "AccountsService", fullName, methods: { mintServiceToken } } as const, {
    async mintServiceToken({ service, tenantId }) {
      const at = now();
      const principal: Principal = {
        kind: "service",
        service,
        roles: [],
        ...(tenantId === "" ? {} : { tenantId }),
      };
      return { token: signTestToken(principal, at), expiresAt: new Date(at.getTime() + 60_000) };
    },
  });
  const { listProvedMobiles } = PeopleServiceDefinition.methods;
  server.add(
    {
      name: "PeopleService",
      fullName: PeopleServiceDefinition.fullName,
      methods: { listProvedMobiles },
    } as const,
    {
      async listProvedMobiles({ personIds }) {
        return {
          mobiles: personIds.flatMap((personId) => {
            const mobile = mobiles.get(personId);
            return mobile === undefined ? [] : [{ personId, mobile }];
          }),
        };
      },
    },
  );
  const port = await server.listen("127.0.0.1:0");
  return {
    address: `127.0.0.1:${port}`,
    publicKeys: PUBLIC_KEYS,
    stop: async () => server.forceShutdown(),
  };
}

/** The variables that every service reads, on free ports of the loopback address; a service's test adds its own. */
export function testServiceConfig(given: {
  readonly name: string;
  readonly mongoUri: string;
  readonly natsUrl: string;
  readonly accountsUrl?: string;
  readonly publicKeys?: string;
}): Record<string, string> {
  return {
    SERVICE_NAME: given.name,
    HOST: "127.0.0.1",
    GRPC_PORT: "0",
    HTTP_PORT: "0",
    MONGODB_URI: given.mongoUri,
    NATS_URL: given.natsUrl,
    PRINCIPAL_PUBLIC_KEYS: given.publicKeys ?? PUBLIC_KEYS,
    SERVICE_SECRET: `secret of ${given.name} in tests`,
    ACCOUNTS_URL: given.accountsUrl ?? "127.0.0.1:1",
    LOG_LEVEL: "error",
  };
}

/** Signs as accounts does, but at once: options of a call cannot wait for a promise. */
function signTestToken(principal: Principal, now: Date): string {
  const issued = Math.floor(now.getTime() / 1000);
  const life = { iss: "whiteline.accounts", aud: "whiteline", iat: issued, exp: issued + 60 };
  const body = [
    { alg: "EdDSA", kid: KEY_ID },
    { ...principal, ...life },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${body}.${sign(null, Buffer.from(body), privateKey).toString("base64url")}`;
}
