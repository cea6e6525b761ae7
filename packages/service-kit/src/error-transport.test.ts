import { afterEach, expect, test } from "vitest";

import { forward } from "./call-context.js";
import { createClient } from "./create-client.js";
import { DomainError } from "./domain-error.js";
import {
  as,
  Contract,
  endServices,
  failureOf,
  startService,
  tenant,
} from "./start-test-service.js";

afterEach(endServices);

test("a DomainError of the handler is caught by the caller with its kind, reason, text and remedy", async () => {
  const { client } = await startService({
    async getTenant() {
      throw new DomainError("not_found", "TENANT_UNKNOWN", "There is no such tenant – نیست.", {
        remedy: "Check the id.",
      });
    },
  });
  expect(await failureOf(client.getTenant({ tenantId: "t9" }, as.tenant("t1"))))
    .toMatchInlineSnapshot(`
      {
        "kind": "not_found",
        "message": "There is no such tenant – نیست.",
        "reason": "TENANT_UNKNOWN",
        "remedy": "Check the id.",
      }
    `);
});

test("each of several faults keeps its field, rule, source and remedy", async () => {
  const faults = ["owner_email", "نام"].map((subject) => ({
    code: "MALFORMED",
    subject,
    rule: "It is written so.",
    source: "issue 4",
    remedy: "Write it so.",
  }));
  const { client } = await startService({
    async getTenant() {
      throw new DomainError("invalid", "MALFORMED", "It is written so.", { faults });
    },
  });
  const error = await client.getTenant({}, as.tenant("t1")).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ reason: "MALFORMED", faults });
});

test("every kind survives the wire", async () => {
  const kinds = [
    ...(["invalid", "unauthenticated", "forbidden", "not_found", "already_exists"] as const),
    ...(["conflict", "precondition", "exhausted", "unavailable", "internal"] as const),
  ];
  const { client } = await startService({
    async getTenant({ tenantId }) {
      const kind = kinds.find((one) => one === tenantId);
      if (kind) throw new DomainError(kind, "WHY", "text");
      return { tenant };
    },
  });
  for (const kind of kinds) {
    expect(await failureOf(client.getTenant({ tenantId: kind }, as.tenant("t1")))).toMatchObject({
      kind,
      reason: "WHY",
    });
  }
});

test("an unknown failure is logged once, masked, and its text is withheld", async () => {
  const { client, logged } = await startService({
    async getTenant() {
      throw new Error("cannot read 09123456789");
    },
  });
  expect(await failureOf(client.getTenant({}, as.tenant("t1")))).toMatchInlineSnapshot(`
      {
        "kind": "internal",
        "message": "Something went wrong inside; it has been logged.",
        "reason": "INTERNAL",
        "remedy": undefined,
      }
    `);
  const [line, ...more] = logged("call failed");
  expect(more).toEqual([]);
  expect(line).toMatchObject({
    level: "error",
    rpc: "/whiteline.accounts.v1.AccountsService/GetTenant",
    err: { message: "cannot read 0912***89" },
  });
});

test("a failure keeps its reason over two hops, and only the first hop logs an internal one", async () => {
  const inner = await startService({
    async getTenant({ tenantId }) {
      if (tenantId === "broken") throw new Error("secret detail");
      throw new DomainError("conflict", "VERSION_OLD", "The version is old.");
    },
  });
  const outer = await startService({
    getTenant: (request, context) => inner.client.getTenant(request, forward(context)),
  });
  expect(
    await failureOf(outer.client.getTenant({ tenantId: "old" }, as.tenant("t1"))),
  ).toMatchObject({
    kind: "conflict",
    reason: "VERSION_OLD",
    message: "The version is old.",
  });
  expect(
    await failureOf(outer.client.getTenant({ tenantId: "broken" }, as.tenant("t1"))),
  ).toMatchObject({
    kind: "internal",
    reason: "INTERNAL",
  });
  expect(inner.logged("call failed")).toHaveLength(1);
  expect(outer.logged("call failed")).toHaveLength(0);
});

test("a failure in the middle of a stream arrives after what was already sent", async () => {
  const { client } = await startService({
    async *getDocument() {
      yield { part: { $case: "data", value: Buffer.from("first") } };
      throw new DomainError("unavailable", "STORE_GONE", "Later.");
    },
  });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { part } of client.getDocument({}, as.tenant("t1")))
      seen.push(part?.$case ?? "");
  })();
  expect(await failureOf(reading)).toMatchObject({ kind: "unavailable", reason: "STORE_GONE" });
  expect(seen).toEqual(["data"]);
});

test("a peer that is away is unavailable", async () => {
  using client = createClient(Contract, "127.0.0.1:1");
  expect(await failureOf(client.getTenant({}, as.tenant("t1")))).toMatchInlineSnapshot(`
      {
        "kind": "unavailable",
        "message": "/whiteline.accounts.v1.AccountsService/GetTenant gave no answer.",
        "reason": "UNAVAILABLE",
        "remedy": "Call again in a moment.",
      }
    `);
});

test("a message of more than 16 MiB is refused, one of 15 MiB passes", async () => {
  const { client } = await startService({
    async putDocument(parts) {
      let size = 0;
      for await (const { part } of parts) size += part?.$case === "data" ? part.value.length : 0;
      return { document: { sizeBytes: BigInt(size) } };
    },
  });
  const put = (mebibytes: number) =>
    client.putDocument(
      (async function* () {
        yield { part: { $case: "data" as const, value: Buffer.alloc(mebibytes * 1024 * 1024) } };
      })(),
      as.tenant("t1"),
    );
  expect((await put(15)).document?.sizeBytes).toBe(15n * 1024n * 1024n);
  expect(await failureOf(put(17))).toMatchObject({ kind: "exhausted" });
});
