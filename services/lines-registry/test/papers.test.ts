import { createHash } from "node:crypto";
import { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
import type { CallOptions } from "@whiteline/service-kit";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readPdf } from "./read-pdf.js";
import { filedIn, registryEnv, toTheWhiteList, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => void (it = await registryEnv()));
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(() => {
  it.answers.unreadable.clear();
});

let numbers = 31_000_000;
const freshNumber = () => `021${numbers++}`;
const filed = async (caller?: CallOptions) =>
  filedIn(await it.apply({ lineNumber: freshNumber() }, caller));

type Part<Head> =
  | { readonly $case: "data"; readonly value: Buffer }
  | { readonly $case: string; readonly value: Head };

/** The head of a streamed answer, and its bytes. */
async function collect<Head>(
  answer: AsyncIterable<{ readonly part?: Part<Head> | undefined }>,
): Promise<{ readonly first: string; readonly head: Head; readonly bytes: Buffer }> {
  const pieces: Buffer[] = [];
  const heads: Part<Head>[] = [];
  for await (const { part } of answer) {
    if (part !== undefined && part.$case !== "data") heads.push(part);
    else if (part !== undefined) pieces.push(part.value as Buffer);
  }
  return { first: heads[0]!.$case, head: heads[0]!.value as Head, bytes: Buffer.concat(pieces) };
}

const form = (over: object = {}, caller = it.tenant) =>
  collect(
    it.papers.renderForm(
      { providerId: "", family: "landline_021", withRulesPage: true, ...over },
      caller,
    ),
  );

/** A page without blanks; shaped words are stored by runs, so a test looks for digits, Latin and short words. */
const folded = (text: string) => text.replace(/[\s\u200b\u200c]/gu, "");

describe("the commitment form", () => {
  test("[IR-KND-15] its rules come first: by themselves, and before the form in the answer", async () => {
    const { form: rules } = await it.papers.getFormRules(
      { providerId: "kando", family: "line_1000" },
      it.tenant,
    );
    expect(rules?.version).toBe("1000");
    expect(rules?.rules.map(({ rule }) => rule?.code)).toEqual(
      expect.arrayContaining(["handwritten_form", "rep_signature_area_not_blank"]),
    );
    for (const { rule, original } of rules!.rules)
      expect([rule?.source, rule?.remedy, original]).not.toContain("");

    const { first, head } = await form({ providerId: "kando", family: "line_1000" });
    expect(first).toBe("form");
    expect(head).toMatchObject({ version: "1000", rules: rules?.rules });
  });

  test.each([
    ["kando", "line_3000", "3000", "3000123456"],
    ["kando", "line_1000", "1000", "1000123456"],
    ["kando", "landline_021", "021/026", "02191001234"],
    ["asanak", "landline_026", "021/026", "02691001234"],
  ])(
    "[IR-KND-04] [IR-ASN-14] %s %s is printed as version %s, prefilled from the company file",
    async (providerId, family, version, lineNumber) => {
      const { head, bytes } = await form({
        providerId,
        family,
        lineNumber,
        targetAudience: "مشتریان شرکت",
        messageSubject: "اعلام کد رهگیری خرید",
      });
      expect(head).toMatchObject({ version });
      const [rules, page, ...more] = (await readPdf(bytes)).map(folded);
      expect(more).toEqual([]);
      expect(rules).toContain("بخوانید");
      expect(page).toContain("نمونه");
      expect(page).toContain("۱۴۰۰۳۴۵۶۷۸۹");
      expect(page).toContain(lineNumber.replace(/\d/g, (d) => "۰۱۲۳۴۵۶۷۸۹".charAt(Number(d))));
      expect(page).toContain("رهگیری");
    },
  );

  test("a Latin run stays whole in the Persian text, and markup is only text", async () => {
    const { bytes } = await form({
      messageSubject: 'کد ABC-123 #panic() *bold* $x$ "',
      withRulesPage: false,
    });
    const [page = ""] = await readPdf(bytes);
    expect(page).toContain("ABC-123");
    expect(folded(page)).toContain("#panic()");
    expect(folded(page)).toContain("*bold*");
  });

  test("without the page of rules it is one page, and staff get it empty", async () => {
    expect(await readPdf((await form({ withRulesPage: false })).bytes)).toHaveLength(1);
    const { head, bytes } = await form({ withRulesPage: false }, it.expert);
    expect(folded((await readPdf(bytes))[0]!)).not.toContain("نمونه");
    expect(head).toMatchObject({ version: "021/026" });
  });

  test.each([
    [{ family: "shatel" }, "FORM_NOT_DEMANDED"],
    [{ family: "line_3000" }, "FORM_NOT_DEMANDED"],
    [{ providerId: "nobody" }, "PROVIDER_UNKNOWN"],
    [{ lineNumber: "3000123456" }, "LINE_NUMBER_INVALID"],
    [{ targetAudience: "x".repeat(501) }, "FORM_TEXT_INVALID"],
    [{ messageSubject: "a\u0000b" }, "FORM_TEXT_INVALID"],
  ])("%j is refused with %s", async (over, reason) => {
    await expect(form(over)).rejects.toMatchObject({ reason });
  });
});

describe("the promissory note", () => {
  const sample = (providerId: string, family: string) =>
    collect(it.papers.renderNoteSample({ providerId, family }, it.tenant));

  test("[IR-ASN-20] [IR-KND-05] a sample shows amount and beneficiary by provider and family", async () => {
    const asanak = await sample("asanak", "landline_021");
    expect(asanak.head).toMatchObject({
      amount: { currency: "IRR", minor: 100_000_000n },
      beneficiaryCode: "payam_afzar_peyk_asa",
    });
    const text = async (bytes: Buffer) => folded((await readPdf(bytes)).join());
    const page = await text(asanak.bytes);
    expect(page).toContain("۱۰۰٬۰۰۰٬۰۰۰");
    expect(page).toContain("میلیون");
    expect(page).not.toContain("زرد");

    const kando = await sample("kando", "landline_021");
    expect(await text(kando.bytes)).toContain("۵۰٬۰۰۰٬۰۰۰");
    const line1000 = await sample("kando", "line_1000");
    expect(line1000.head).toMatchObject({ amount: { minor: 500_000_000n }, beneficiaryCode: "" });
    expect(await text(line1000.bytes)).toContain("زرد");
  });

  test("[IR-MEL-09] none is shown where none is asked", async () => {
    await expect(sample("melipayamak", "samantel_9999")).rejects.toMatchObject({
      reason: "NOTE_NOT_DEMANDED",
    });
  });

  test("[IR-ASN-20] [IR-ASN-17] its original is tracked: asked after approval, arrived, handed back once", async () => {
    const { applicationId } = await filed();
    const list = async (caller = it.tenant) =>
      (await it.papers.listOriginals({ applicationId }, caller)).originals;
    const states = async () =>
      (await list()).map(({ documentCode, state }) => [documentCode, state]);
    expect(await states()).toEqual([
      ["commitment_form", "not_asked_yet"],
      ["promissory_note", "not_asked_yet"],
    ]);
    const approved = await it.advance(applicationId, "approve");
    expect(await states()).toEqual([
      ["commitment_form", "asked"],
      ["promissory_note", "asked"],
    ]);
    const arrivedAt = it.clock.now();
    await it.registry.advanceApplication(
      {
        applicationId,
        event: "originals_arrive",
        expectedVersion: approved.version,
        originals: ["promissory_note"],
      },
      it.operations,
    );
    expect(await list(it.expert)).toMatchObject([
      { documentCode: "commitment_form", state: "asked", askedAt: expect.any(Date) },
      {
        documentCode: "promissory_note",
        state: "arrived",
        arrivedAt,
        amount: { minor: 100_000_000n },
        beneficiaryName: expect.stringContaining("Payam Afzar"),
      },
    ]);

    const giveBack = (documentCode: string, note: string, caller = it.operations) =>
      it.papers.returnOriginal({ applicationId, documentCode, note }, caller);
    const refusals = [
      [() => giveBack("promissory_note", "x", it.tenant), "STAFF_REQUIRED"],
      [() => giveBack("promissory_note", "x", it.expert), "ROLE_REQUIRED"],
      [() => giveBack("promissory_note", " "), "RETURN_NOTE_INVALID"],
      [() => giveBack("commitment_form", "never came"), "ORIGINAL_NOT_HERE"],
    ] as const;
    for (const [attempt, reason] of refusals)
      await expect(attempt()).rejects.toMatchObject({ reason });
    const { original } = await giveBack("promissory_note", "to the representative");
    expect(original).toMatchObject({ state: "returned", note: "to the representative", arrivedAt });
    await expect(giveBack("promissory_note", "again")).rejects.toMatchObject({
      reason: "ORIGINAL_NOT_HERE",
    });
    expect((await list())[1]).toMatchObject({ state: "returned", returnedAt: expect.any(Date) });

    // What was handed back is awaited again, and what the case rests on is not handed back.
    const arrive = async (originals: readonly string[]) => {
      const { application } = await it.registry.getApplication({ applicationId }, it.operations);
      const expectedVersion = application!.version;
      const step = { applicationId, event: "originals_arrive", expectedVersion, originals };
      return (await it.registry.advanceApplication(step, it.operations)).application?.state;
    };
    expect(await arrive(["commitment_form"])).toBe("originals_awaited");
    it.clock.advance(60_000);
    expect(await arrive(["promissory_note"])).toBe("originals_received");
    const arrivedAgain = { state: "arrived", arrivedAt: it.clock.now(), returnedAt: undefined };
    expect((await list())[1]).toMatchObject(arrivedAgain);
    await expect(giveBack("promissory_note", "too early")).rejects.toMatchObject({
      reason: "ORIGINAL_IN_USE",
    });
    expect((await list())[1]).toMatchObject(arrivedAgain);
  });
});

describe("the company file as a matrix", () => {
  test("shows each family with what is there and what is missing, and each paper once", async () => {
    const matrix = await it.papers.getMatrix({ tenantId: "", expiryWarningDays: 0 }, it.tenant);
    expect(matrix.expiryWarningDays).toBe(30);
    const of = (family: string, providerId: string) =>
      matrix.families.find((row) => row.family === family && row.providerId === providerId)!;
    expect(of("landline_021", "asanak")).toMatchObject({
      ownProvider: true,
      eligible: true,
      complete: true,
      lineType: "service",
      market: "IR",
    });
    expect(of("line_3000", "kando")).toMatchObject({ ownProvider: false, eligible: true });
    expect(of("shatel", "asanak")).toMatchObject({ complete: false });
    expect(new Set(matrix.rows.map(({ documentCode }) => documentCode)).size).toBe(
      matrix.rows.length,
    );
  });

  test("staff name the tenant, and a strange number of days is refused", async () => {
    const ask = (tenantId: string, expiryWarningDays: number, caller: CallOptions) =>
      it.papers.getMatrix({ tenantId, expiryWarningDays }, caller);
    expect((await ask("tenant-a", 7, it.expert)).expiryWarningDays).toBe(7);
    await expect(ask("", 0, it.expert)).rejects.toMatchObject({ reason: "TENANT_MISSING" });
    await expect(ask("", -1, it.tenant)).rejects.toMatchObject({ reason: "WARNING_DAYS_INVALID" });
  });
});

describe("the dossier for the operator", () => {
  test("[IR-ASN-27] is one archive: a cover sheet, and the files named after the number", async () => {
    const { applicationId, lineNumber, version } = await filed();
    const items = [{ item: "document:commitment_form", verdict: "accepted" }];
    await it.desk.recordVerdicts(
      { caseId: applicationId, items, expectedVersion: version },
      it.expert,
    );
    await it.advance(applicationId, "approve");
    const { head, bytes } = await collect(
      it.papers.exportDossier({ applicationId }, it.operations),
    );
    expect(head).toEqual({ fileName: `${lineNumber}.zip` });
    const files = await unzip(bytes);
    expect([...files.keys()].sort()).toEqual([
      `${lineNumber}-cover.pdf`,
      `${lineNumber}-promissory_note.jpg`,
      `${lineNumber}.jpg`,
      `${lineNumber}.xlsx`,
    ]);
    expect(files.get(`${lineNumber}.xlsx`)?.toString()).toBe("bytes of i-1");
    expect(files.get(`${lineNumber}.jpg`)?.toString()).toBe("bytes of d-form");
    const cover = folded((await readPdf(files.get(`${lineNumber}-cover.pdf`)!)).join());
    expect(cover).toContain("نمونه");
    expect(cover).toContain(digestOf("d-form"));
    expect(cover).toContain(digestOf("d-note"));
    expect(cover).toContain(digestOf("i-1"));
    expect(cover).toContain(applicationId);
    // State, steps and who took them are told in the words of the market.
    expect(cover).toContain(folded("کارشناس"));
    expect(cover).not.toMatch(/originals_awaited|submit|expert/u);
    // What the desk found of the form.
    expect(cover).toContain(folded("تأیید"));
    // The day of the filing in the calendar of the market.
    expect(cover).toContain("۱۴۰۵");
  });

  test("leaves a trace before its first byte, and staff read the papers in their own name", async () => {
    const { applicationId } = await filed();
    it.readDocuments.length = 0;
    await collect(it.papers.exportDossier({ applicationId }, it.expert));
    expect(it.readDocuments).toEqual([
      { documentId: "d-form", by: "staff" },
      { documentId: "d-note", by: "staff" },
    ]);
    const stored = await it.rawDatabase();
    expect(stored).toContain(`"applicationId":"${applicationId}","tenantId":"tenant-a"`);
    expect(stored).toMatch(/"documentIds":\["d-form","d-note","i-1"\]/);
  });

  test("of a paper that cannot be read is an error, never half an archive", async () => {
    const { applicationId } = await filed();
    it.answers.unreadable.add("d-note");
    await expect(collect(it.papers.exportDossier({ applicationId }, it.expert))).rejects.toThrow();
  });

  test("is for staff of the provider alone", async () => {
    const { applicationId } = await filed();
    await expect(
      collect(it.papers.exportDossier({ applicationId }, it.tenant)),
    ).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
  });
});

test("every RPC about papers is refused to another tenant, and to staff of another provider", async () => {
  const { applicationId } = await filed();
  await it.advance(applicationId, ...toTheWhiteList);
  const kando = it.principals.staff("operations", "kando");
  const attempts: Record<string, (caller: CallOptions) => Promise<unknown>> = {
    getMatrix: (caller) =>
      it.papers.getMatrix({ tenantId: "tenant-a", expiryWarningDays: 0 }, caller),
    exportDossier: (caller) => collect(it.papers.exportDossier({ applicationId }, caller)),
    listOriginals: (caller) => it.papers.listOriginals({ applicationId }, caller),
    returnOriginal: (caller) =>
      it.papers.returnOriginal(
        { applicationId, documentCode: "promissory_note", note: "mine" },
        caller,
      ),
  };
  // These name no tenant: what they say of a company is the caller's own (tested above).
  const ofTheCaller = ["getFormRules", "renderForm", "renderNoteSample", "findDocumentUses"];
  expect([...Object.keys(attempts), ...ofTheCaller].sort()).toEqual(
    Object.keys(PapersServiceDefinition.methods).sort(),
  );
  // What is for staff alone is refused to every tenant before anything is looked up.
  const forStaff = ["exportDossier", "returnOriginal"];
  for (const [name, attempt] of Object.entries(attempts)) {
    const kind = forStaff.includes(name) ? "forbidden" : "not_found";
    await expect(attempt(it.stranger), name).rejects.toMatchObject({ kind });
    await expect(attempt(kando), name).rejects.toMatchObject({ kind: "not_found" });
  }
});

function digestOf(documentId: string): string {
  return createHash("sha256").update(`bytes of ${documentId}`).digest("hex");
}

async function unzip(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  await new Promise<void>((resolve, reject) => {
    zip.on("end", () => resolve());
    zip.on("error", reject);
    zip.on("entry", (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        const pieces: Buffer[] = [];
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => {
          files.set(entry.fileName, Buffer.concat(pieces));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return files;
}
