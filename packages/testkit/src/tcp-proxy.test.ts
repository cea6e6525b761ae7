import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

import { expect, test } from "vitest";

import { eventually } from "./eventually.js";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.js";

/** A server that answers every byte with the same byte, behind a proxy, and one client. */
async function echoBehindProxy() {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: TcpProxy = await startTcpProxy({ port: (server.address() as AddressInfo).port });
  const client = connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true });
  const seen = { text: "", error: "", ended: false };
  client.on("data", (bytes) => (seen.text += bytes.toString()));
  client.on("error", (error: NodeJS.ErrnoException) => (seen.error = error.code ?? ""));
  client.on("end", () => (seen.ended = true));
  client.write("hello");
  await eventually(() => seen.text === "hello");
  return {
    proxy,
    client,
    seen,
    sockets,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await proxy.stop();
      server.close();
    },
  };
}

test("a clear network carries bytes both ways, in order", async () => {
  await using net = await echoBehindProxy();
  const text = "x".repeat(1_000_000) + "end";
  net.client.write(text);
  await eventually(() => net.seen.text === "hello" + text);
  expect(net.proxy.connections).toBe(1);
});

test("a delay holds every byte back without losing the order", async () => {
  await using net = await echoBehindProxy();
  net.proxy.delay(60);
  const before = performance.now();
  net.client.write("1");
  net.client.write("2");
  await eventually(() => net.seen.text === "hello12");
  expect(performance.now() - before).toBeGreaterThanOrEqual(110);
});

test("in a black hole nothing arrives until the network is restored", async () => {
  await using net = await echoBehindProxy();
  net.proxy.blackhole();
  net.client.write("held");
  await expect(eventually(() => net.seen.text !== "hello", { within: 100 })).rejects.toThrow();
  net.proxy.restore();
  await eventually(() => net.seen.text === "helloheld");
});

test("a reset cuts the connection, and the next one is served", async () => {
  await using net = await echoBehindProxy();
  net.proxy.reset();
  await eventually(() => net.seen.error === "ECONNRESET");
  await eventually(() => net.proxy.connections === 0);
  const next = connect({ port: net.proxy.port, host: "127.0.0.1" });
  next.write("again");
  expect((await once(next, "data")).toString()).toBe("again");
  next.destroy();
});

test("a cut midway lets half of the next bytes through, then resets", async () => {
  await using net = await echoBehindProxy();
  net.proxy.cutMidway();
  net.client.write("12345678");
  await eventually(() => net.seen.error === "ECONNRESET");
  expect(net.seen.text).toBe("hello1234");
  await eventually(() => net.proxy.connections === 0);
});

test("after a half-close the client hears the end, but can still send", async () => {
  await using net = await echoBehindProxy();
  let received = "";
  net.sockets[0]!.on("data", (bytes) => (received += bytes.toString()));
  net.proxy.halfClose();
  await eventually(() => net.seen.ended);
  net.client.write("still here");
  await eventually(() => received === "still here");
});
