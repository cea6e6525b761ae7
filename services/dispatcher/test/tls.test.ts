import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { createServer } from "node:tls";
import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { createClient, systemPorts } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";
import { chunkOf, openStation } from "./station.js";

const operations = testPrincipals().staff("operations", "asanak", { personId: "operations-1" });
const pem = (name: "cert" | "key"): string =>
  readFileSync(
    new URL(`../../../packages/smpp/src/fixtures/self-signed.${name}.pem`, import.meta.url),
    "utf8",
  );

/** The operator's port, spoken to over TLS. */
const behindTls = async (port: number) => {
  const server = createServer({ cert: pem("cert"), key: pem("key") }, (secure) => {
    const plain = connect(port, "127.0.0.1");
    secure.pipe(plain).pipe(secure);
    for (const [one, other] of [
      [secure, plain],
      [plain, secure],
    ] as const) {
      one.on("error", () => undefined).on("close", () => other.destroy());
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, close: () => server.close() };
};

test("an operator reached by address over TLS gets the password and the messages once its certificate bears the name we know", async () => {
  await using station = await openStation();
  const plain = JSON.parse(station.environment()["OPERATORS"] ?? "") as {
    accounts: readonly { readonly port: number }[];
  };
  const secure = await behindTls(plain.accounts[0]?.port ?? 0);
  const bound = async (tls: Readonly<Record<string, unknown>>) => {
    const account = { port: secure.port, tls };
    const running = await start(readConfig(station.environment({}, account)), systemPorts);
    return { ...running, client: createClient(DispatcherServiceDefinition, running.grpcAddress) };
  };
  const stranger = await bound({ servername: "localhost" });
  await eventually(async () => {
    const { binds } = await stranger.client.listBinds({}, operations);
    return binds[0]?.lastError === "not connected" || undefined;
  });
  stranger.client[Symbol.dispose]();
  await stranger.stop();
  expect((await station.operator()).submitted).toBe(0);

  const known = await bound({ servername: "localhost", ca: pem("cert") });
  await station.release(chunkOf("over-tls", 3));
  await eventually(async () => (await station.operator()).submitted === 3 || undefined);
  known.client[Symbol.dispose]();
  await known.stop();
  secure.close();
});

test("an account with a certificate of ours and no key is refused before anything is sent", () => {
  const accounts = [
    { account: "mci", host: "h", port: 2775, systemId: "s", password: "p", tls: { cert: "x" } },
  ];
  const routes = [{ route: "mci", market: "IR", operators: ["*"], account: "mci" }];
  expect(() => readConfig({ OPERATORS: JSON.stringify({ accounts, routes }) })).toThrow(
    /goes with its key/u,
  );
});
