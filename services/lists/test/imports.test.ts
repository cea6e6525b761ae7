import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { ImportPurpose, ImportState } from "@whiteline/contracts/lists/v1/lists";
import { createClient, systemPorts, type Client } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workbook } from "./workbook.js";
import { audienceOf, importEnd, importFile, listsEnv, upload, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let versions: Client<typeof ListVersionsServiceDefinition>;
const ours = () => env.tenant("tenant-a");
const theirs = () => env.tenant("tenant-b");

beforeAll(async () => {
  env = await listsEnv();
  versions = createClient(ListVersionsServiceDefinition, env.address);
});
afterAll(async () => {
  versions[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
});

let requests = 0;
const createList = async (governsLineIds: readonly string[] = []): Promise<string> => {
  requests += 1;
  const request = {
    requestId: `create-${requests}`,
    name: "مشتریان",
    governsLineIds: [...governsLineIds],
  };
  const { list } = await env.lists.createList(request, ours());
  return list!.listId;
};

const line = {
  lineId: "line",
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: false,
};

const rejectsOf = async (importId: string): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const { data } of env.lists.downloadRejects({ importId }, ours())) chunks.push(data);
  return Buffer.concat(chunks).toString();
};

describe("the living list", () => {
  test("[IR-KND-11] a workbook as people make it becomes a version, with a reason for each dropped row", async () => {
    const listId = await createList();
    const file = await workbook([
      ["نام", "موبایل", "شهر"],
      ["علی", "۰۹۱۲۱۲۳۴۵۶۷", "تهران"],
      ["Sara", "+989351234567", "مشهد"],
      ["رضا", 9201234567, "یزد"],
      ["علی دوباره", "00989121234567", "تهران"],
      ["بی‌شماره", "", "قم"],
      ["ثابت", "02188776655", "تهران"],
      ["=cmd()", "=1+1", "تهران"],
    ]);
    const done = await importFile(
      env.lists,
      ours(),
      { listId, fileName: "C:\\lists\\customers.csv" },
      file,
    );
    expect(done).toMatchObject({
      state: ImportState.FINISHED,
      fileName: "customers.csv",
      fileType: "xlsx",
      numberColumn: "موبایل",
      variables: ["نام", "شهر"],
      rowsRead: 7n,
      kept: 3n,
      listVersion: 1n,
      progressBps: 10_000,
      refusal: undefined,
    });
    expect(Object.fromEntries(done.dropped.map(({ code, rows }) => [code, rows]))).toEqual({
      DUPLICATE: 1n,
      EMPTY: 1n,
      NOT_MOBILE: 1n,
      NOT_A_NUMBER: 1n,
    });
    expect(done.operators).toEqual([
      { operator: "MCI", rows: 1n },
      { operator: "IRANCELL", rows: 1n },
      { operator: "RIGHTEL", rows: 1n },
    ]);
    const { list } = await env.lists.getList({ listId }, ours());
    expect(list).toMatchObject({ version: 1n, members: 3n, market: "IR", name: "مشتریان" });

    const audience = await audienceOf(env.lists.streamAudience({ listId, line }, ours()));
    expect(audience.people).toEqual([
      { msisdn: 989121234567n, operator: "MCI", variables: { نام: "علی", شهر: "تهران" } },
      { msisdn: 989351234567n, operator: "IRANCELL", variables: { نام: "Sara", شهر: "مشهد" } },
      { msisdn: 989201234567n, operator: "RIGHTEL", variables: { نام: "رضا", شهر: "یزد" } },
    ]);
    await eventually(() =>
      env.facts.some(
        ({ fact }) =>
          "importId" in fact &&
          fact.importId === done.importId &&
          "kept" in fact &&
          fact.kept === 3n,
      ),
    );
  });

  test("rejected rows come as CSV that no spreadsheet runs", async () => {
    const listId = await createList();
    const file = await workbook([
      ["mobile"],
      ["09121234567"],
      ["+90 532 1234567"],
      ['=HYPERLINK("http://x")'],
    ]);
    const { importId } = await importFile(env.lists, ours(), { listId }, file);
    const [titles, foreign, formula, ...rest] = (await rejectsOf(importId)).split("\r\n");
    expect(titles).toBe("\ufeffrow,cell,code,remedy");
    expect(foreign).toMatch(/^3,'\+90 532 1234567,FOREIGN,"?Give a number of this market/u);
    expect(formula).toMatch(/^4,"'=HYPERLINK\(""http:\/\/x""\)",NOT_A_NUMBER,/u);
    expect(rest).toEqual([""]);
  });

  test("the file and its rejected rows are sealed in the database", async () => {
    const listId = await createList();
    await importFile(
      env.lists,
      ours(),
      { listId },
      Buffer.from("mobile\n09121112233\nnot-a-number-at-all\n"),
    );
    const chunks = await env.db.collection("files.chunks").find().toArray();
    const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk["data"].buffer)));
    expect(bytes.includes("09121112233")).toBe(false);
    expect(bytes.includes("not-a-number-at-all")).toBe(false);
  });

  test("an update replaces who is on the list, and an earlier version can still be asked", async () => {
    const listId = await createList();
    await importFile(
      env.lists,
      ours(),
      { listId },
      Buffer.from("mobile\n09121234567\n09121234568\n"),
    );
    const second = await importFile(
      env.lists,
      ours(),
      { listId },
      Buffer.from("mobile;name\n09121234569;Ali\n"),
    );
    expect(second.listVersion).toBe(2n);
    const now = await audienceOf(env.lists.streamAudience({ listId, line }, ours()));
    expect(now.people.map(({ msisdn }) => msisdn)).toEqual([989121234569n]);
    const before = await audienceOf(
      env.lists.streamAudience({ listId, line, listVersion: 1n }, ours()),
    );
    expect(before.summary).toMatchObject({ kept: 2n, listVersion: 1n });
  });

  test("imports of one list that arrive together take force in the order they were received", async () => {
    const listId = await createList();
    const ids: string[] = [];
    for (const last of ["1", "2", "3", "4"]) {
      const content = Buffer.from(`mobile\n0912123456${last}\n`);
      const answer = await env.lists.importFile(upload({ listId }, content), ours());
      ids.push(answer.import!.importId);
    }
    const done = await Promise.all(ids.map((id) => importEnd(env.lists, ours(), id)));
    expect(done.map(({ listVersion }) => listVersion)).toEqual([1n, 2n, 3n, 4n]);
    const { people } = await audienceOf(env.lists.streamAudience({ listId, line }, ours()));
    expect(people.map(({ msisdn }) => msisdn)).toEqual([989121234564n]);
  });

  test("a replayed request answers with the first import; with another file or list it is refused", async () => {
    const [listId, otherId] = [await createList(), await createList()];
    const content = Buffer.from("mobile\n09121234567\n");
    const first = await env.lists.importFile(
      upload({ listId, requestId: "again" }, content),
      ours(),
    );
    const second = await env.lists.importFile(
      upload({ listId, requestId: "again" }, content),
      ours(),
    );
    expect(second.import?.importId).toBe(first.import?.importId);
    await expect(
      env.lists.importFile(
        upload({ listId, requestId: "again" }, Buffer.from("mobile\n09121234568\n")),
        ours(),
      ),
    ).rejects.toMatchObject({ kind: "already_exists", reason: "REQUEST_ID_REUSED" });
    await expect(
      env.lists.importFile(upload({ listId: otherId, requestId: "again" }, content), ours()),
    ).rejects.toMatchObject({ kind: "already_exists", reason: "REQUEST_ID_REUSED" });
    expect((await importEnd(env.lists, ours(), first.import!.importId)).listVersion).toBe(1n);
  });

  test("an upload that breaks off leaves nothing, and the same request may come again", async () => {
    const listId = await createList();
    const before = await env.db.collection("files.chunks").countDocuments();
    const header = { listId, requestId: "broken-off" };
    const breaking = async function* () {
      yield* upload(header, Buffer.alloc(1024 * 1024, "0912123456\n"));
      // Only then has the upload begun; broken off before, it might arrive after its repetition.
      await eventually(
        async () =>
          (await env.db.collection("imports").countDocuments({ requestId: "broken-off" })) === 1,
      );
      throw new Error("the network went away");
    };
    await expect(env.lists.importFile(breaking(), ours())).rejects.toThrow();
    await eventually(
      async () =>
        (await env.db.collection("imports").countDocuments({ requestId: "broken-off" })) === 0,
    );
    await eventually(
      async () => (await env.db.collection("files.chunks").countDocuments()) === before,
    );
    const done = await importFile(env.lists, ours(), header, Buffer.from("mobile\n09121234567\n"));
    expect(done.state).toBe(ImportState.FINISHED);
  });
});

describe("a file that is no list", () => {
  const refusalOf = async (content: Buffer, header = {}): Promise<string | undefined> => {
    const listId = await createList();
    const done = await importFile(env.lists, ours(), { listId, ...header }, content);
    expect(done.state).toBe(ImportState.REFUSED);
    expect(done.refusal?.remedy).not.toBe("");
    expect((await env.lists.getList({ listId }, ours())).list?.version).toBe(0n);
    return done.refusal?.code;
  };

  test("is refused with a code and a remedy, and leaves no version", async () => {
    expect(await refusalOf(Buffer.from("%PDF-1.7"))).toBe("NOT_XLSX_OR_CSV");
    expect(await refusalOf(Buffer.alloc(0))).toBe("EMPTY_FILE");
    expect(await refusalOf(Buffer.from("\n\n , \n"))).toBe("EMPTY_FILE");
    expect(await refusalOf(Buffer.from("name,city\nAli,Yazd\nReza,Qom\n"))).toBe(
      "NO_NUMBER_COLUMN",
    );
    expect(await refusalOf(Buffer.from("mobile\n09121234567\n"), { numberColumn: "phone" })).toBe(
      "NO_NUMBER_COLUMN",
    );
    expect(
      await refusalOf(Buffer.from("mobile,name\n09121234567,Ali\n"), { numberColumn: "name" }),
    ).toBe("NO_NUMBER_COLUMN");
    expect(await refusalOf(Buffer.from("PK\x03\x04 and then nothing"))).toBe("BROKEN_FILE");
  });

  test("a file that turns out broken after thousands of good rows leaves no member behind", async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, i) => `0912${String(i).padStart(7, "0")},x`,
    ).join("\n");
    expect(await refusalOf(Buffer.from(`mobile,name\n${rows}\n"${"y".repeat(400_000)}`))).toBe(
      "BROKEN_FILE",
    );
    const imports = env.db.collection<{ _id: string }>("imports");
    const members = env.db.collection<{ importId: string; attempt: number; build: string }>(
      "members",
    );
    const [fallen] = await imports.find().sort({ receivedAt: -1 }).limit(1).toArray();
    const importId = fallen!._id;
    expect(await members.countDocuments({ importId })).toBe(0);
    // A reader that died while it removed what was read: the next one goes on with that, and reads nothing.
    await members.insertOne({ importId, attempt: 1, build: `${importId}.1` });
    const dying = { state: "reading", owner: "dead", leaseUntil: new Date(0), finishedAt: null };
    await imports.updateOne({ _id: importId }, { $set: dying });
    const again = await eventually(async () => {
      const { import: now } = await env.lists.getImport({ importId }, ours());
      return now?.state === ImportState.REFUSED ? now : undefined;
    });
    expect(again).toMatchObject({ refusal: { code: "BROKEN_FILE" }, rowsRead: 0n });
    expect(await members.countDocuments({ importId })).toBe(0);
  });
});

describe("an upload that cannot be taken", () => {
  const reasonOf = (parts: Parameters<ListsEnv["lists"]["importFile"]>[0]) =>
    env.lists.importFile(parts, ours()).then(
      () => "taken",
      (error: unknown) => (error as { reason?: string }).reason,
    );

  test("says why", async () => {
    const listId = await createList();
    const headless = async function* () {
      yield { part: { $case: "data" as const, value: Buffer.from("x") } };
    };
    expect(await reasonOf(headless())).toBe("HEADER_MISSING");
    expect(await reasonOf(upload({ listId: "000000000000000000000000" }, Buffer.from("x")))).toBe(
      "LIST_UNKNOWN",
    );
    expect(await reasonOf(upload({ listId: "" }, Buffer.from("x")))).toBe("LIST_MISSING");
    expect(await reasonOf(upload({ listId, requestId: "" }, Buffer.from("x")))).toBe(
      "REQUEST_ID_MISSING",
    );
    expect(
      await reasonOf(upload({ listId, purpose: ImportPurpose.UNSPECIFIED }, Buffer.from("x"))),
    ).toBe("PURPOSE_MISSING");
    const sample = { listId, purpose: ImportPurpose.APPLICATION_SAMPLE };
    expect(await reasonOf(upload(sample, Buffer.from("x")))).toBe("LIST_NOT_ASKED");
  });
});

describe("a tenant", () => {
  test("sees nothing of another one", async () => {
    env.giveLines("tenant-a", "line-of-a");
    const listId = await createList(["line-of-a"]);
    const { importId } = await importFile(
      env.lists,
      ours(),
      { listId },
      Buffer.from("mobile\n09121234567\n"),
    );
    const unknown = { kind: "not_found" };
    await expect(env.lists.getList({ listId }, theirs())).rejects.toMatchObject(unknown);
    await expect(env.lists.getImport({ importId }, theirs())).rejects.toMatchObject(unknown);
    await expect(
      env.lists.checkCustomerList(
        { importId, providerId: "asanak", family: "landline_021" },
        theirs(),
      ),
    ).rejects.toMatchObject(unknown);
    await expect(async () => {
      for await (const _ of env.lists.downloadRejects({ importId }, theirs()));
    }).rejects.toMatchObject(unknown);
    await expect(
      audienceOf(env.lists.streamAudience({ listId, line }, theirs())),
    ).rejects.toMatchObject(unknown);
    await expect(
      env.lists.importFile(upload({ listId }, Buffer.from("mobile\n09121234567\n")), theirs()),
    ).rejects.toMatchObject(unknown);
    expect((await env.lists.listLists({}, theirs())).lists).toEqual([]);
    const governed = { ...line, lineId: "line-of-a", governedByList: true };
    const { recipients } = await env.lists.checkRecipients(
      { line: governed, numbers: ["09121234567"] },
      theirs(),
    );
    expect(recipients[0]?.findings).toEqual(["not_on_customer_list"]);
  });

  test("governs its own lines with its lists, and neither invented ones nor those of another", async () => {
    env.giveLines("tenant-a", "own");
    env.giveLines("tenant-b", "foreign");
    const create = (...governsLineIds: string[]) =>
      env.lists.createList({ requestId: systemPorts.newId(), name: "x", governsLineIds }, ours());
    const { list } = await create("own");
    const update = (...lineIds: string[]) =>
      versions.updateList({ listId: list!.listId, governs: { lineIds } }, ours());
    for (const lineId of ["foreign", "invented", ""]) {
      const refusal = { kind: "not_found", reason: "LINE_UNKNOWN" };
      await expect(create(lineId)).rejects.toMatchObject(refusal);
      await expect(update("own", lineId)).rejects.toMatchObject(refusal);
    }
    const { list: same } = await env.lists.getList({ listId: list!.listId }, ours());
    expect(same).toMatchObject({ governsLineIds: ["own"] });
  });

  test("has one list per line, and a replayed creation answers with the first list", async () => {
    env.giveLines("tenant-a", "line-1", "line-2");
    const request = { requestId: "one-list", name: "first", governsLineIds: ["line-1", "line-2"] };
    const first = await env.lists.createList(request, ours());
    const again = await env.lists.createList(request, ours());
    expect(again.list?.listId).toBe(first.list?.listId);
    await expect(
      env.lists.createList(
        { requestId: "another", name: "second", governsLineIds: ["line-2"] },
        ours(),
      ),
    ).rejects.toMatchObject({ kind: "already_exists", reason: "LINE_ALREADY_GOVERNED" });
    await expect(env.lists.createList({ ...request, name: "other" }, ours())).rejects.toMatchObject(
      {
        reason: "REQUEST_ID_REUSED",
      },
    );
  });
});
