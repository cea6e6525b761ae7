import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";

import type { ImportHeader } from "@whiteline/contracts/lists/v1/lists";
import type { DocumentHeader } from "@whiteline/contracts/accounts/v1/accounts";
import { DomainError } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const MIB = 1024 * 1024;

type Received = {
  header: ImportHeader | undefined;
  bytes: number;
  sha256: string;
  ended: boolean;
  broken: boolean;
};
const received: Received[] = [];
let hold: Promise<void> = Promise.resolve();
let env: Awaited<ReturnType<typeof gatewayEnv>>;
const documents: DocumentHeader[] = [];

beforeAll(async () => {
  env = await gatewayEnv(
    {
      lists: {
        async importFile(parts) {
          const seen: Received = {
            header: undefined,
            bytes: 0,
            sha256: "",
            ended: false,
            broken: false,
          };
          received.push(seen);
          const digest = createHash("sha256");
          try {
            for await (const { part } of parts) {
              if (part?.$case === "header") {
                seen.header = part.value;
                if (part.value.listId === "unknown") {
                  throw new DomainError(
                    "not_found",
                    "LIST_UNKNOWN",
                    "The list is not one of this tenant.",
                  );
                }
                if (part.value.requestId === "known") return { import: { importId: "first" } };
                await hold;
              } else if (part) {
                seen.bytes += part.value.length;
                digest.update(part.value);
              }
            }
          } catch (error) {
            seen.broken = true;
            throw error;
          }
          seen.ended = true;
          seen.sha256 = digest.digest("hex");
          return {
            import: {
              importId: "i1",
              listId: seen.header?.listId ?? "",
              purpose: seen.header?.purpose ?? "IMPORT_PURPOSE_AUDIENCE",
              state: "IMPORT_STATE_RECEIVED",
            },
          };
        },
        async *downloadRejects({ importId }) {
          if (importId !== "i1")
            throw new DomainError(
              "not_found",
              "IMPORT_UNKNOWN",
              "The import is not one of this tenant.",
            );
          yield { data: Buffer.from("row,reason\n") };
          yield { data: Buffer.from("7,DUPLICATE\n") };
        },
      },
      reconciliation: {
        async loadOperatorInvoice(parts) {
          let header = { operator: "", day: "", fileName: "" };
          for await (const { part } of parts) if (part?.$case === "header") header = part.value;
          return { reconciliation: { ...header, reconciliationId: "r1", status: "waiting" } };
        },
      },
      accounts: {
        async putDocument(parts) {
          let bytes = 0;
          for await (const { part } of parts) {
            if (part?.$case === "header") documents.push(part.value);
            else bytes += part?.value.length ?? 0;
          }
          return {
            document: {
              documentId: "d1",
              code: "commitment_form",
              fileName: "form.jpg",
              mediaType: "image/jpeg",
              sizeBytes: BigInt(bytes),
              sha256: "00",
            },
          };
        },
        async *getDocument({ documentId }) {
          if (documentId !== "d1")
            throw new DomainError("not_found", "DOCUMENT_UNKNOWN", "There is no such document.");
          yield {
            part: {
              $case: "document",
              value: { documentId, fileName: "فرم.jpg", mediaType: "image/jpeg", sizeBytes: 6n },
            },
          };
          yield { part: { $case: "data", value: Buffer.from("abc") } };
          yield { part: { $case: "data", value: Buffer.from("def") } };
        },
      },
    },
    { UPLOAD_MAX_BYTES: String(60 * MIB) },
  );
});
afterAll(() => env[Symbol.asyncDispose]());

function form(size: number, fields: Readonly<Record<string, string>> = {}): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("file", new Blob([Buffer.alloc(size, "x")]), "customers.xlsx");
  return body;
}

test("a form's file arrives whole, with its name and fields", async () => {
  const { status, headers, body } = await env.call("POST", "/v1/lists/list1/imports", {
    body: form(3 * MIB, { numberColumn: "mobile" }),
    headers: { "idempotency-key": "up-1" },
  });
  expect(status).toBe(202);
  expect(headers.get("location")).toBe("/v1/imports/i1");
  expect(body).toMatchObject({
    importId: "i1",
    listId: "list1",
    purpose: "audience",
    state: "received",
  });
  expect(received.at(-1)).toMatchObject({
    bytes: 3 * MIB,
    sha256: createHash("sha256")
      .update(Buffer.alloc(3 * MIB, "x"))
      .digest("hex"),
    header: {
      requestId: "up-1",
      listId: "list1",
      fileName: "customers.xlsx",
      numberColumn: "mobile",
      purpose: "IMPORT_PURPOSE_AUDIENCE",
    },
  });
});

test("the sample of an application belongs to no list", async () => {
  const { body } = await env.call("POST", "/v1/imports", { body: form(10) });
  expect(body).toMatchObject({ purpose: "application_sample" });
  expect(received.at(-1)?.header).toMatchObject({
    listId: "",
    purpose: "IMPORT_PURPOSE_APPLICATION_SAMPLE",
  });
});

test("a file may be the body itself, named in the query", async () => {
  const { status } = await env.call(
    "POST",
    "/v1/lists/list1/imports?fileName=a.csv&numberColumn=tel",
    {
      body: "tel\n09121234567\n",
      headers: { "content-type": "text/csv" },
    },
  );
  expect(status).toBe(202);
  expect(received.at(-1)).toMatchObject({
    bytes: 16,
    header: { fileName: "a.csv", numberColumn: "tel" },
  });
});

test("an operator's invoice names its operator and day in the form, or in the address of a file that is the body itself", async () => {
  const key = "wl_finance";
  const inForm = await env.call("POST", "/v1/reconciliations", {
    body: form(10, { operator: "MCI", day: "2026-11-20" }),
    key,
  });
  expect(inForm.body).toMatchObject({ operator: "MCI", day: "2026-11-20" });
  const raw = { body: "message_id,parts,amount\n", headers: { "content-type": "text/csv" }, key };
  const named = await env.call("POST", "/v1/reconciliations?operator=MCI&day=2026-11-20", raw);
  expect(named.body).toMatchObject({ operator: "MCI", day: "2026-11-20" });
  const unnamed = await env.call("POST", "/v1/reconciliations?operator=MCI", raw);
  expect([unnamed.status, unnamed.body]).toMatchObject([400, { code: "FIELDS_INVALID" }]);
});

test("a service that reads slowly slows the sender down: 50 MB never pile up in the gateway", async () => {
  let release = (): void => undefined;
  hold = new Promise((resolve) => (release = resolve));
  let written = 0;
  const answered = new Promise<number | undefined>((resolve, reject) => {
    const upload = httpRequest(`${env.apiUrl}/v1/lists/list1/imports`, {
      method: "POST",
      headers: { authorization: "Bearer wl_tenant", "content-type": "application/octet-stream" },
    });
    upload.on("error", reject).on("response", (answer) => resolve(answer.resume().statusCode));
    const piece = Buffer.alloc(64 * 1024, "y");
    const write = (): void => {
      while (written < 50 * MIB) {
        written += piece.length;
        if (!upload.write(piece)) return void upload.once("drain", write);
      }
      upload.end();
    };
    write();
  });
  // Whatever the sockets and gRPC windows hold is sent; then the sender stands still until the service reads.
  let before = -1;
  await eventually(
    () => {
      const still = written === before;
      before = written;
      return still;
    },
    { every: 300, what: "the sender to stand still" },
  );
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(12 * MIB);
  release();
  expect(await answered).toBe(202);
  expect(received.at(-1)).toMatchObject({ bytes: 50 * MIB, ended: true });
});

test("a file over the limit is cut off and the service sees no end of it", async () => {
  const { status, body } = await env.call("POST", "/v1/lists/list1/imports", {
    body: form(61 * MIB),
  });
  expect([status, body.code]).toEqual([413, "FILE_TOO_LARGE"]);
  await eventually(() => received.at(-1)?.broken, { what: "the service to see the break" });
  expect(received.at(-1)?.ended).toBe(false);
});

test("a refusal in the middle of an upload reaches the sender", async () => {
  for (const body of [form(30 * MIB), new Blob([Buffer.alloc(30 * MIB)])]) {
    const headers = body instanceof FormData ? {} : { "content-type": "application/octet-stream" };
    const answer = await env.call("POST", "/v1/lists/unknown/imports", { body, headers });
    expect(answer.body).toMatchObject({ status: 404, code: "LIST_UNKNOWN" });
  }
});

test("a repeated upload is answered without waiting for its bytes", async () => {
  const { status, body } = await env.call("POST", "/v1/lists/list1/imports", {
    body: form(30 * MIB),
    headers: { "idempotency-key": "known" },
  });
  expect([status, body.importId]).toEqual([202, "first"]);
});

test("a sender who goes away in the middle leaves nothing behind and the gateway lives on", async () => {
  const before = received.length;
  const { hostname, port } = new URL(env.apiUrl);
  const socket = connect(Number(port), hostname);
  socket.write(
    "POST /v1/lists/list1/imports HTTP/1.1\r\nhost: x\r\nauthorization: Bearer wl_tenant\r\n" +
      "content-type: multipart/form-data; boundary=B\r\ncontent-length: 900000\r\n\r\n" +
      '--B\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' +
      "x".repeat(100_000),
  );
  await eventually(() => received.length === before + 1);
  socket.destroy();
  await eventually(() => received.at(-1)?.broken, { what: "the service to see the break" });
  expect(received.at(-1)?.ended).toBe(false);
  expect((await env.get("/health")).status).toBe(200);
});

test.each([
  [
    "a form that breaks off",
    '--B\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc',
    400,
    "BODY_INCOMPLETE",
  ],
  [
    "a form without a file",
    '--B\r\ncontent-disposition: form-data; name="numberColumn"\r\n\r\ntel\r\n--B--\r\n',
    400,
    "FILE_MISSING",
  ],
  [
    "a form with an unknown field",
    '--B\r\ncontent-disposition: form-data; name="colum"\r\n\r\ntel\r\n--B\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc\r\n--B--\r\n',
    400,
    "FIELDS_INVALID",
  ],
])("%s gets its own code", async (_what, body, status, code) => {
  const answer = await env.call("POST", "/v1/lists/list1/imports", {
    body,
    headers: { "content-type": "multipart/form-data; boundary=B" },
  });
  expect(answer.body).toMatchObject({ status, code });
});

test("JSON is no upload", async () => {
  const { body } = await env.post("/v1/documents", { code: "commitment_form" });
  expect(body).toMatchObject({ status: 415, code: "MEDIA_TYPE_UNSUPPORTED" });
});

test("a document is stored under its code, which comes before the file", async () => {
  const fields = { code: "commitment_form", expiresAt: "2027-01-01T00:00:00Z" };
  const { status, headers, body } = await env.call("POST", "/v1/documents", {
    body: form(500, fields),
    headers: { "idempotency-key": "doc-1" },
  });
  expect(status).toBe(201);
  expect(headers.get("location")).toBe("/v1/documents/d1/content");
  expect(body).toMatchObject({ documentId: "d1", sizeBytes: 500 });
  expect(documents.at(-1)).toMatchObject({
    requestId: "doc-1",
    code: "commitment_form",
    fileName: "customers.xlsx",
    expiresAt: new Date("2027-01-01"),
  });

  const late = new FormData();
  late.set("file", new Blob([Buffer.alloc(3 * MIB)]), "form.jpg");
  late.set("code", "commitment_form");
  const refused = await env.call("POST", "/v1/documents", { body: late });
  expect(refused.body).toMatchObject({ status: 400, code: "FIELDS_INVALID" });
  expect(refused.body.remedy).toContain("before the file");
});

test("a document comes back as it is, and no browser runs it", async () => {
  const { status, type, headers, text } = await env.get("/v1/documents/d1/content");
  expect([status, type, text]).toEqual([200, "image/jpeg", "abcdef"]);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''%D9%81%D8%B1%D9%85.jpg",
  );
  expect((await env.get("/v1/documents/d2/content")).body).toMatchObject({
    status: 404,
    code: "DOCUMENT_UNKNOWN",
  });
});

test("the rejected rows come as a file, and an unknown import as a problem", async () => {
  const { type, text } = await env.get("/v1/imports/i1/rejects");
  expect([type, text]).toEqual(["text/csv; charset=utf-8", "row,reason\n7,DUPLICATE\n"]);
  expect((await env.get("/v1/imports/i2/rejects")).body).toMatchObject({
    status: 404,
    code: "IMPORT_UNKNOWN",
  });
});
