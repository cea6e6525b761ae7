import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { expect, test } from "vitest";

import { eventually } from "../eventually.js";
import { testBinaries, testDirectory } from "../test-servers.js";
import { testNats } from "../test-nats.js";
import { startNats } from "./start-nats.js";

async function freshNats(dir: string) {
  return {
    binary: (await testBinaries()).nats,
    dir: join(dir, "nats"),
    logFile: join(dir, "nats.log"),
  };
}

test("after kill -9 it comes back on the same port with every acknowledged message", async () => {
  await using dir = await testDirectory();
  await using server = await startNats(await freshNats(dir.path));
  const connection = await connect({
    servers: server.url,
    reconnectTimeWait: 50,
    maxReconnectAttempts: -1,
  });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: "FACTS", subjects: ["facts.>"] });
  await jetstream(connection).publish("facts.one", "kept");
  const { pid, url } = server;

  await server.kill("SIGKILL");
  await server.restart();

  expect(server.pid).not.toBe(pid);
  expect(server.url).toBe(url);
  const info = await eventually(() => manager.streams.info("FACTS"));
  expect(info.state.messages).toBe(1);
  await connection.close();
});

test("a user publishes and hears only what is permitted", async () => {
  await using dir = await testDirectory();
  const lists = {
    user: "lists",
    password: "p",
    publish: ["whiteline.lists.>"],
    subscribe: ["_INBOX.>"],
  };
  await using server = await startNats({ ...(await freshNats(dir.path)), users: [lists] });
  await expect(connect({ servers: server.url })).rejects.toThrow(/authorization/i);

  const connection = await connect({ servers: server.url, user: "lists", pass: "p" });
  const denied: string[] = [];
  void (async () => {
    for await (const status of connection.status())
      if (status.type === "error") denied.push(status.error.message);
  })();
  connection.publish("whiteline.lists.v1.OptOutRecorded");
  connection.publish("whiteline.pricing.v1.ToppedUp");
  await eventually(() => denied.length > 0);
  expect(denied).toEqual([expect.stringContaining("whiteline.pricing.v1.ToppedUp")]);
  await connection.close();
});

test("[TR-AKT-24] with a key nothing that was published can be read on the disk", async () => {
  await using dir = await testDirectory();
  const options = { ...(await freshNats(dir.path)), jetstreamKey: "a key only for this test" };
  await using server = await startNats(options);
  const connection = await connect({ servers: server.url });
  await (await jetstreamManager(connection)).streams.add({ name: "FACTS", subjects: ["facts.>"] });
  await jetstream(connection).publish("facts.one", "readable words");
  await connection.close();
  await server.stop();

  const files = (await readdir(dir.path, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  );
  const contents = await Promise.all(
    files.map((file) => readFile(join(file.parentPath, file.name), "latin1")),
  );
  expect(files.some(({ name }) => name.endsWith(".blk"))).toBe(true);
  expect(contents.filter((content) => content.includes("readable words"))).toEqual([]);

  await server.restart();
  const again = await connect({ servers: server.url });
  const message = await (await jetstreamManager(again)).streams.getMessage("FACTS", { seq: 1 });
  expect(message?.string()).toBe("readable words");
  await again.close();
});

test("two tests use the same stream and subject names without meeting", async () => {
  await using one = await testNats();
  await using other = await testNats();
  const connections = await Promise.all(
    [one, other].map(({ url, user, password }) => connect({ servers: url, user, pass: password })),
  );
  for (const connection of connections) {
    await (
      await jetstreamManager(connection)
    ).streams.add({ name: "FACTS", subjects: ["facts.>"] });
  }
  await jetstream(connections[0]!).publish("facts.one", "mine");
  const info = await (await jetstreamManager(connections[1]!)).streams.info("FACTS");
  expect(info.state.messages).toBe(0);
  await Promise.all(connections.map((connection) => connection.close()));
});

test("an occupied port is refused by name", async () => {
  await using dir = await testDirectory();
  const options = await freshNats(dir.path);
  await using server = await startNats(options);
  await expect(
    startNats({ ...options, dir: join(dir.path, "b"), port: server.port }),
  ).rejects.toThrow(
    `nats-server cannot listen on 127.0.0.1:${server.port}: another program already does.`,
  );
});
