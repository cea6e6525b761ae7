import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { createClient } from "@whiteline/service-kit";
import { eventually, startTcpProxy } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountsEnv, upload, type AccountsEnv } from "./accounts-env.js";
import { jpeg, pdf, png, xlsx, zip } from "./papers.js";

let env: AccountsEnv;

beforeAll(async () => {
  env = await accountsEnv();
  await env.provision("asanak");
});
afterAll(() => env[Symbol.asyncDispose]());

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What an upload leaves in the database. */
const traces = async () => ({
  documents: await env.count("documents"),
  files: await env.count("document_content.files"),
  chunks: await env.count("document_content.chunks"),
  uploads: await env.count("document_uploads"),
});

describe("a document", () => {
  test("comes back byte for byte, and is told as a fact", async () => {
    const { tenantId, caller } = await env.tenant();
    const content = pdf("commitment", 1_500_000);
    const { document } = await env.accounts.putDocument(upload(content), caller);
    expect(document).toMatchObject({
      tenantId,
      code: "commitment_form",
      fileName: "form.pdf",
      mediaType: "application/pdf",
      sizeBytes: BigInt(content.length),
      sha256: createHash("sha256").update(content).digest("hex"),
    });
    const read = await env.read(document!.documentId, caller);
    expect(read.document).toEqual(document);
    expect(read.content.equals(content)).toBe(true);
    expect((await env.accounts.listDocuments({ tenantId }, caller)).documents).toEqual([document]);
    await env.told("DocumentAdded", { documentId: document?.documentId, code: "commitment_form" });
  });

  test("that is there already is recognised, not kept twice", async () => {
    const { tenantId, caller } = await env.tenant();
    const content = pdf("the same scan");
    const first = await env.accounts.putDocument(upload(content), caller);
    const before = await traces();
    const again = await env.accounts.putDocument(upload(content, { fileName: "b.pdf" }), caller);
    expect(again).toEqual(first);
    expect(await traces()).toEqual(before);
    const other = await env.tenant();
    const theirs = await env.accounts.putDocument(upload(content), other.caller);
    expect(theirs.document?.documentId).not.toBe(first.document?.documentId);
    expect((await env.accounts.listDocuments({ tenantId }, caller)).documents).toHaveLength(1);
  });

  test("goes with its bytes when nothing relies on it, and stays while an application does", async () => {
    const { tenantId, caller } = await env.tenant();
    const before = await traces();
    const { document } = await env.accounts.putDocument(upload(pdf("to go")), caller);
    const documentId = document!.documentId;
    env.neighbours.usedDocuments.set(documentId, "a-1");
    await expect(env.accounts.deleteDocument({ documentId }, caller)).rejects.toMatchObject({
      kind: "precondition",
      reason: "DOCUMENT_IN_USE",
    });
    const newer = upload(pdf("newer"), { replaces: documentId });
    await expect(env.accounts.putDocument(newer, caller)).rejects.toMatchObject({
      reason: "DOCUMENT_IN_USE",
    });
    env.neighbours.usedDocuments.delete(documentId);
    await env.accounts.deleteDocument({ documentId }, caller);
    expect(await traces()).toEqual(before);
    await expect(env.read(documentId, caller)).rejects.toMatchObject({
      reason: "DOCUMENT_UNKNOWN",
    });
    const { entries } = await env.accounts.listAuditTrail({ tenantId }, caller);
    expect(entries.at(-1)).toMatchObject({
      action: "document.removed",
      subject: `document:${documentId}`,
    });
  });

  test("is replaced by a newer one of its kind in one step", async () => {
    const { tenantId, caller } = await env.tenant();
    const old = await env.accounts.putDocument(upload(pdf("old")), caller);
    const replaces = old.document!.documentId;
    const otherKind = upload(png, { code: "promissory_note", fileName: "n.png", replaces });
    await expect(env.accounts.putDocument(otherKind, caller)).rejects.toMatchObject({
      reason: "DOCUMENT_CODE_DIFFERS",
    });
    const content = pdf("new");
    const { document } = await env.accounts.putDocument(upload(content, { replaces }), caller);
    const { documents } = await env.accounts.listDocuments({ tenantId }, caller);
    expect(documents).toEqual([document]);
    // Sent again, what it replaces is gone: the same bytes are the same document.
    await expect(
      env.accounts.putDocument(upload(content, { replaces }), caller),
    ).rejects.toMatchObject({ reason: "DOCUMENT_UNKNOWN" });
  });

  test("that an application takes while its newer one is on its way stays, and the newer one leaves nothing", async () => {
    const { tenantId, caller } = await env.tenant();
    const { document } = await env.accounts.putDocument(upload(pdf("filed meanwhile")), caller);
    const replaces = document!.documentId;
    const before = await traces();
    async function* slow() {
      yield* upload(pdf("on its way", 2_000_000), { replaces });
      await eventually(async () => (await traces()).chunks > before.chunks);
      env.neighbours.usedDocuments.set(replaces, "a-2");
    }
    await expect(env.accounts.putDocument(slow(), caller)).rejects.toMatchObject({
      reason: "DOCUMENT_IN_USE",
    });
    env.neighbours.usedDocuments.delete(replaces);
    expect(await traces()).toEqual(before);
    const { documents } = await env.accounts.listDocuments({ tenantId }, caller);
    expect(documents).toEqual([document]);
  });

  test("that proves a transfer stays; every refusal to delete or replace stands in the trail", async () => {
    const { tenantId, caller } = await env.tenant();
    const slip = upload(png, { code: "transfer_proof", fileName: "slip.png" });
    const { document } = await env.accounts.putDocument(slip, caller);
    const documentId = document!.documentId;
    const refused = { kind: "precondition", reason: "DOCUMENT_IS_PROOF" };
    await expect(env.accounts.deleteDocument({ documentId }, caller)).rejects.toMatchObject(
      refused,
    );
    const newer = { code: "transfer_proof", fileName: "newer.png", replaces: documentId };
    await expect(env.accounts.putDocument(upload(jpeg, newer), caller)).rejects.toMatchObject(
      refused,
    );
    await expect(
      env.accounts.deleteDocument({ documentId: "09121234567" }, caller),
    ).rejects.toMatchObject({ reason: "DOCUMENT_UNKNOWN" });
    const { entries } = await env.accounts.listAuditTrail({ tenantId }, caller);
    const told = entries.filter(({ action }) => action.endsWith("refused"));
    const subject = `document:${documentId}`;
    const written = told.map(({ after }): unknown => JSON.parse(after));
    expect(told.map(({ action, subject: of }, at) => [action, of, written[at]])).toEqual([
      ["document.removal_refused", subject, { reason: "DOCUMENT_IS_PROOF" }],
      [
        "document.refused",
        "document_code:transfer_proof",
        { reason: "DOCUMENT_IS_PROOF", replaces: subject },
      ],
      ["document.removal_refused", "document:", { reason: "DOCUMENT_UNKNOWN" }],
    ]);
    const { actor } = entries.find(({ action }) => action === "document.added")!;
    for (const entry of told) expect(entry.actor).toBe(actor);
  });

  test("is never in clear on disk", async () => {
    const { caller } = await env.tenant();
    await env.accounts.putDocument(upload(pdf("TOP-SECRET-MARK")), caller);
    expect(await env.count("document_content.chunks")).toBeGreaterThan(0);
    const raw = await env.rawDatabase();
    expect(raw).not.toContain("TOP-SECRET-MARK");
    expect(raw).not.toContain("%PDF-1.7");
  });

  test.each([
    ["a JPEG", jpeg, "image/jpeg", "commitment_form"],
    ["a PNG", png, "image/png", "commitment_form"],
    ["a PDF", pdf("x", 10), "application/pdf", "commitment_form"],
    ["a workbook", xlsx(), workbook, "customer_list"],
  ])(
    "that is %s is kept as what it is, whatever its name says",
    async (_kind, content, type, code) => {
      const { caller } = await env.tenant();
      const { document } = await env.accounts.putDocument(
        upload(content, { fileName: "a.exe", code }),
        caller,
      );
      expect(document?.mediaType).toBe(type);
    },
  );

  test.each([
    ["no bytes", Buffer.alloc(0), "EMPTY_DOCUMENT"],
    [
      "a program called form.pdf",
      Buffer.from("MZ\u0090\u0000".padEnd(4_000, "x")),
      "UNSUPPORTED_DOCUMENT_TYPE",
    ],
    ["an archive that is no workbook", zip({ "a.txt": "hello" }), "UNSUPPORTED_DOCUMENT_TYPE"],
    [
      "a web page",
      Buffer.from("<html><script>alert(1)</script></html>"),
      "UNSUPPORTED_DOCUMENT_TYPE",
    ],
    [
      "more than 20 MiB",
      Buffer.concat([pdf("x", 10), Buffer.alloc(20 * 1024 * 1024)]),
      "DOCUMENT_TOO_LARGE",
    ],
  ])("with %s is refused and leaves nothing", async (_what, content, reason) => {
    const { caller } = await env.tenant();
    const before = await traces();
    await expect(env.accounts.putDocument(upload(content), caller)).rejects.toMatchObject({
      kind: "invalid",
      reason,
    });
    await eventually(async () => isDeepStrictEqual(await traces(), before));
  });

  test("with an unknown code or a path for a name is refused before its bytes", async () => {
    const { caller } = await env.tenant();
    await expect(
      env.accounts.putDocument(upload(png, { code: "selfie" }), caller),
    ).rejects.toMatchObject({ reason: "DOCUMENT_CODE_UNKNOWN" });
    await expect(
      env.accounts.putDocument(upload(png, { fileName: "../form.png" }), caller),
    ).rejects.toMatchObject({ reason: "FILE_NAME_INVALID" });
  });

  test("without a header is no upload", async () => {
    const { caller } = await env.tenant();
    async function* onlyData() {
      yield { part: { $case: "data" as const, value: png } };
    }
    await expect(env.accounts.putDocument(onlyData(), caller)).rejects.toMatchObject({
      reason: "UPLOAD_MALFORMED",
    });
    async function* nothing() {}
    await expect(env.accounts.putDocument(nothing(), caller)).rejects.toMatchObject({
      reason: "UPLOAD_MALFORMED",
    });
  });

  test("is read through other services in the name of its tenant alone", async () => {
    const [owner, other] = [await env.tenant(), await env.tenant()];
    const { document } = await env.accounts.putDocument(upload(png), owner.caller);
    const { documentId } = document!;
    expect(
      (await env.read(documentId, await env.asService(owner.tenantId))).content.equals(png),
    ).toBe(true);
    await expect(env.read(documentId, await env.asService(other.tenantId))).rejects.toMatchObject({
      reason: "DOCUMENT_UNKNOWN",
    });
  });
});

describe("an upload", () => {
  test("that is repeated answers the first document, and other content is another request", async () => {
    const { tenantId, caller } = await env.tenant();
    const [content, requestId] = [pdf("once"), "upload-1"];
    const first = await env.accounts.putDocument(upload(content, { requestId }), caller);
    const before = await traces();
    const again = await env.accounts.putDocument(upload(content, { requestId }), caller);
    expect(again).toEqual(first);
    await expect(
      env.accounts.putDocument(upload(png, { requestId }), caller),
    ).rejects.toMatchObject({ kind: "already_exists", reason: "REQUEST_ID_REUSED" });
    expect(await traces()).toEqual(before);
    expect((await env.accounts.listDocuments({ tenantId }, caller)).documents).toHaveLength(1);
  });

  test("that races with its repetition keeps one document", async () => {
    const { tenantId, caller } = await env.tenant();
    const before = await traces();
    const answers = await Promise.all(
      [1, 2, 3].map(() => env.accounts.putDocument(upload(png, { requestId: "raced" }), caller)),
    );
    expect(new Set(answers.map(({ document }) => document?.documentId)).size).toBe(1);
    expect((await env.accounts.listDocuments({ tenantId }, caller)).documents).toHaveLength(1);
    const { files, uploads } = await traces();
    expect({ files, uploads }).toEqual({ files: before.files + 1, uploads: before.uploads });
  });

  test("whose client calls off in the middle leaves nothing", async () => {
    const { tenantId, caller } = await env.tenant();
    const before = await traces();
    const leaving = new AbortController();
    async function* half() {
      yield* upload(pdf("half of it", 2_000_000));
      await eventually(async () => (await traces()).chunks > before.chunks);
      leaving.abort();
    }
    await expect(
      env.accounts.putDocument(half(), { ...caller, signal: leaving.signal }),
    ).rejects.toThrow();
    await eventually(async () => isDeepStrictEqual(await traces(), before));
    expect((await env.accounts.listDocuments({ tenantId }, caller)).documents).toEqual([]);
  });

  test("whose line is cut in the middle leaves nothing, and can be sent again", async () => {
    const { tenantId, caller } = await env.tenant();
    const before = await traces();
    const [host, port] = env.grpcAddress.split(":");
    await using proxy = await startTcpProxy({ host: host!, port: Number(port) });
    using cutOff = createClient(AccountsServiceDefinition, `127.0.0.1:${proxy.port}`);
    const content = pdf("half of it", 2_000_000);
    async function* half() {
      yield* upload(content, { requestId: "cut" });
      await eventually(async () => (await traces()).chunks > before.chunks);
      await proxy.stop();
      await eventually(async () => (await traces()).chunks === before.chunks);
    }
    await expect(cutOff.putDocument(half(), caller)).rejects.toThrow();
    await eventually(async () => isDeepStrictEqual(await traces(), before));
    await env.accounts.putDocument(upload(content, { requestId: "cut" }), caller);
    expect((await env.accounts.listDocuments({ tenantId }, caller)).documents).toHaveLength(1);
  });
});
