import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { createClient, systemPorts, type CallOptions } from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import {
  freePort,
  strangerFaults,
  testDatabase,
  testNats,
  type StrangerRow,
} from "@whiteline/testkit";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

test("every RPC called as a tenant tells of no account at an operator, nor of another tenant", async () => {
  await using database = await testDatabase();
  await using nats = await testNats();
  const account = { account: "secret-account", host: "127.0.0.1", port: await freePort() };
  const config = readConfig({
    ...testServiceConfig({ name: "dispatcher", mongoUri: database.uri, natsUrl: nats.url }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    OPERATORS: JSON.stringify({
      accounts: [{ ...account, systemId: "secret-sys", password: "secret-p" }],
      routes: [{ route: "mci", market: "IR", operators: ["*"], account: account.account }],
    }),
    LOG_LEVEL: "silent",
  });
  const running = await start(config, systemPorts);
  const client = createClient(DispatcherServiceDefinition, running.grpcAddress);
  try {
    const rows: Readonly<Record<string, StrangerRow<CallOptions>>> = {
      "DispatcherService.ListBinds": {
        call: (as) => client.listBinds({}, as),
        refused: "STAFF_REQUIRED",
      },
      "DispatcherService.ListInDoubt": {
        call: (as) => client.listInDoubt({}, as),
        refused: "STAFF_REQUIRED",
      },
      "DispatcherService.SettleInDoubt": {
        call: (as) => client.settleInDoubt({ inDoubtId: "c:0" }, as),
        refused: "STAFF_REQUIRED",
      },
      "DispatcherService.CountAccepted": {
        call: (as) => client.countAccepted({ chunkIds: ["c"] }, as),
        refused: "SERVICE_REQUIRED",
      },
      "DispatcherService.CountDoubts": {
        call: (as) => client.countDoubts({ chunkId: "c" }, as),
        refused: "SERVICE_REQUIRED",
      },
      // Where messages go and how fast; nobody's in particular.
      "DispatcherService.ListRoutes": { call: (as) => client.listRoutes({}, as) },
    };
    expect(Object.keys(rows).sort()).toEqual(running.rpcs);
    const principals = testPrincipals();
    const faults = await strangerFaults(rows, {
      tenant: principals.tenant("tenant-b"),
      others: {
        "a service for a tenant": principals.service("campaigns", "tenant-b"),
        "an expert": principals.staff("expert", "asanak"),
      },
      secrets: ["secret-"],
    });
    expect(faults).toEqual([]);
  } finally {
    client[Symbol.dispose]();
    await running.stop();
  }
});
