import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";

import { testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";

import { keepPorts } from "./ports.js";

test("a name keeps its port from start to start, unless somebody took it meanwhile", async () => {
  await using dir = await testDirectory();
  const file = join(dir.path, "ports.json");
  const first = await keepPorts(file, ["a", "b"]);
  expect(await keepPorts(file, ["a", "b", "c"])).toMatchObject(first);

  const intruder = createServer().listen(first["a"], "127.0.0.1");
  await once(intruder, "listening");
  const third = await keepPorts(file, ["a", "b"]);
  intruder.close();
  expect(third["a"]).not.toBe(first["a"]);
  expect(third["b"]).toBe(first["b"]);
});

test("a demanded port that is taken is refused by name, with what to do", async () => {
  await using dir = await testDirectory();
  const intruder = createServer().listen(0, "127.0.0.1");
  await once(intruder, "listening");
  const { port } = intruder.address() as AddressInfo;
  const kept = keepPorts(join(dir.path, "ports.json"), ["gateway.API_PORT"], {
    "gateway.API_PORT": port,
  });
  await expect(kept).rejects.toThrow(
    `gateway.API_PORT cannot listen on 127.0.0.1:${port}: another program already does. Stop that program or choose another port.`,
  );
  intruder.close();
});
