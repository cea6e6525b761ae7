import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";

import { keepSecrets, publicKeysOf } from "./secrets.js";

test("secrets are made once, readable by their owner only, and a new service gets its own", async () => {
  await using dir = await testDirectory();
  const file = join(dir.path, "secrets.json");
  const first = await keepSecrets(file, { services: ["lists"], systemIds: ["wl-mci"] });
  const second = await keepSecrets(file, { services: ["lists", "dlr"], systemIds: ["wl-mci"] });

  expect(second).toMatchObject(first);
  expect(Object.keys(second.serviceSecrets)).toEqual(["lists", "dlr"]);
  expect(second.serviceSecrets["dlr"]).not.toBe(second.serviceSecrets["lists"]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(Buffer.from(first.dataKeys.keys["k1"]!, "base64")).toHaveLength(32);
  expect(first.bindPasswords["wl-mci"]).toHaveLength(8);
});

test("the public keys verify what the private key signed and do not hold it", async () => {
  await using dir = await testDirectory();
  const secrets = await keepSecrets(join(dir.path, "secrets.json"), {
    services: [],
    systemIds: [],
  });
  const [published] = publicKeysOf(secrets).keys;
  expect(published).not.toHaveProperty("d");
  const signature = sign(
    null,
    Buffer.from("hello"),
    createPrivateKey({ key: secrets.principalKey, format: "jwk" }),
  );
  expect(
    verify(
      null,
      Buffer.from("hello"),
      createPublicKey({ key: published!, format: "jwk" }),
      signature,
    ),
  ).toBe(true);
});

test("an installation older than MongoDB's passwords gets them and keeps the rest", async () => {
  await using dir = await testDirectory();
  const file = join(dir.path, "secrets.json");
  const names = { services: ["lists"], systemIds: [] };
  const { mongodbKey: _key, mongodbPasswords: _all, ...older } = await keepSecrets(file, names);
  await writeFile(file, JSON.stringify(older));
  const { mongodbKey, mongodbPasswords, ...kept } = await keepSecrets(file, names);
  expect(kept).toEqual(older);
  expect(mongodbKey).toMatch(/^[A-Za-z0-9+/]{64}$/);
  expect(Object.keys(mongodbPasswords)).toEqual(["lists", "operator"]);
});

test("a damaged file is refused instead of being replaced", async () => {
  await using dir = await testDirectory();
  const file = join(dir.path, "secrets.json");
  await writeFile(file, '{"installationKey":');
  await expect(keepSecrets(file, { services: [], systemIds: [] })).rejects.toThrow(
    /is damaged.*put the file back/,
  );
});
