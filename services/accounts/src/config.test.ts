import { generateKeyPairSync } from "node:crypto";
import { ConfigError } from "@whiteline/service-kit";
import { expect, test } from "vitest";
import { readConfig } from "./config.js";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const kid = "2026-11";
const bytes = Buffer.alloc(32, 7).toString("base64");
const environment = {
  SERVICE_NAME: "accounts",
  MONGODB_URI: "mongodb://127.0.0.1:27017/accounts",
  NATS_URL: "nats://127.0.0.1:4222",
  PRINCIPAL_PUBLIC_KEYS: JSON.stringify({
    keys: [{ ...publicKey.export({ format: "jwk" }), kid }],
  }),
  PRINCIPAL_PRIVATE_KEY: JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid }),
  INSTALLATION_KEY: "x".repeat(32),
  SERVICE_SECRETS: JSON.stringify({ lists: "12345678" }),
  KEY_PEPPER: bytes,
  DATA_KEYS: JSON.stringify({ current: "k1", keys: { k1: bytes } }),
};

const problemsOf = (change: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig({ ...environment, ...change });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

test("accounts needs no secret and no address of accounts", () => {
  expect(problemsOf({})).toEqual([]);
});

test.each([
  ["INSTALLATION_KEY", "short"],
  ["PRINCIPAL_PRIVATE_KEY", "{"],
  ["PRINCIPAL_PRIVATE_KEY", JSON.stringify(publicKey.export({ format: "jwk" }))],
  ["SERVICE_SECRETS", '{"lists":"short"}'],
  ["KEY_PEPPER", Buffer.alloc(16).toString("base64")],
  ["DATA_KEYS", JSON.stringify({ current: "k2", keys: { k1: bytes } })],
])("a wrong %s is named, and its value is not repeated", (name, value) => {
  const problems = problemsOf({ [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name} cannot be used; expected `, "u"));
  expect(problems[0]).not.toContain(`"${value}"`);
});

test("a private key that nobody trusts does not start", () => {
  const other = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const [problem] = problemsOf({ PRINCIPAL_PRIVATE_KEY: JSON.stringify({ ...other, kid }) });
  expect(problem).toMatch(/^PRINCIPAL_PRIVATE_KEY cannot be used; expected a private Ed25519/u);
});
