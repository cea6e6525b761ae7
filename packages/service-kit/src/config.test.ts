import { describe, expect, test } from "vitest";
import { z } from "zod";

import { ConfigError, envelopeKeysSchema, loadConfig, serviceShape } from "./config.js";
import { testPrincipals, testServiceConfig } from "./test-principals.js";

const schema = z.object({
  ...serviceShape,
  LISTS_URL: z.string().min(1).describe("the address of lists, host:port"),
});
const good = {
  ...testServiceConfig({ name: "campaigns", mongoUri: "mongodb://h/db", natsUrl: "nats://h" }),
  LISTS_URL: "lists:50051",
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("a whole environment becomes typed, frozen values with safe defaults", () => {
  const config = loadConfig(schema, {
    ...good,
    HOST: undefined,
    GRPC_PORT: undefined,
    LOG_LEVEL: undefined,
    NATS_USER: "",
    OTHER: "ignored",
  });
  expect(config).toMatchObject({
    HOST: "127.0.0.1",
    GRPC_PORT: 0,
    LOG_LEVEL: "info",
    LISTS_URL: "lists:50051",
  });
  expect(config.PRINCIPAL_PUBLIC_KEYS.keys[0]?.crv).toBe("Ed25519");
  expect(config.NATS_USER).toBeUndefined();
  expect(Object.isFrozen(config)).toBe(true);
});

test("every problem is named with its variable and what was expected, and no value is repeated", () => {
  const problems = problemsOf({
    ...good,
    LISTS_URL: undefined,
    MONGODB_URI: "",
    GRPC_PORT: "s3cret",
    SERVICE_SECRET: "s3cret",
    LOG_LEVEL: "s3cret",
    PRINCIPAL_PUBLIC_KEYS: "s3cret",
  });
  expect(problems).toMatchInlineSnapshot(`
    [
      "GRPC_PORT cannot be used; expected a port from 0 to 65535, 0 for a free one",
      "MONGODB_URI is missing; expected a connection string that begins with mongodb:// and names the database",
      "PRINCIPAL_PUBLIC_KEYS cannot be used; expected a JSON Web Key Set with at least one named Ed25519 public key",
      "SERVICE_SECRET cannot be used; expected the secret of the service, at least 8 characters",
      "LOG_LEVEL cannot be used; expected one of trace, debug, info, warn, error, fatal, silent",
      "LISTS_URL is missing; expected the address of lists, host:port",
    ]
  `);
  expect(problems.join()).not.toContain("s3cret");
});

test("an empty key set is refused, for it would lock everyone out", () => {
  expect(problemsOf({ ...good, PRINCIPAL_PUBLIC_KEYS: '{"keys":[]}' })).toHaveLength(1);
  expect(problemsOf({ ...good, PRINCIPAL_PUBLIC_KEYS: testPrincipals().publicKeys })).toEqual([]);
});

describe("envelope keys", () => {
  const key = Buffer.alloc(32, 1).toString("base64");

  test("are 32 bytes each, and the current one is among them", () => {
    expect(envelopeKeysSchema.parse(JSON.stringify({ current: "a", keys: { a: key } }))).toEqual({
      current: "a",
      keys: { a: Buffer.alloc(32, 1) },
    });
    for (const wrong of [
      "",
      "{}",
      { current: "b", keys: { a: key } },
      { current: "a", keys: { a: "c2hvcnQ=" } },
    ]) {
      const text = typeof wrong === "string" ? wrong : JSON.stringify(wrong);
      expect(envelopeKeysSchema.safeParse(text).success, text).toBe(false);
    }
  });
});
