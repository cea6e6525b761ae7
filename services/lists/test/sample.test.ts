import { ImportPurpose } from "@whiteline/contracts/lists/v1/lists";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importFile, listsEnv, type ListsEnv } from "./lists-env.js";
import { workbook } from "./workbook.js";

let env: ListsEnv;
const ours = () => env.tenant("tenant-a");

beforeAll(async () => {
  env = await listsEnv();
});
afterAll(() => env[Symbol.asyncDispose]());

describe("the sample of an application", () => {
  const sample = (content: Buffer) =>
    importFile(env.lists, ours(), { purpose: ImportPurpose.APPLICATION_SAMPLE }, content);
  const asked = { providerId: "asanak", family: "landline_021" };

  test("[IR-ASN-21] numbers of other operators and duplicates come back together, each with rule and remedy", async () => {
    const { importId } = await sample(
      await workbook([["mobile"], ["09121234567"], ["09351234567"], ["9121234567"]]),
    );
    const verdict = await env.lists.checkCustomerList({ importId, ...asked }, ours());
    expect(verdict).toMatchObject({ accepted: false, effectiveMciCount: 1n, warnings: [] });
    expect(verdict.errors.map(({ code }) => code)).toEqual([
      "non_mci_present",
      "duplicates_present",
    ]);
    for (const { rule, remedy, source } of verdict.errors)
      expect([rule, remedy, source]).not.toContain("");
  });

  test("[IR-ASN-21] a clean sample is accepted, and nobody can send to it", async () => {
    const done = await sample(await workbook([["mobile"], ["09121234567"], ["09121234568"]]));
    const verdict = await env.lists.checkCustomerList(
      { importId: done.importId, ...asked },
      ours(),
    );
    expect(verdict).toMatchObject({ accepted: true, errors: [], effectiveMciCount: 2n });
    expect(done).toMatchObject({ listId: "", listVersion: 0n });
    expect(await env.db.collection("members").countDocuments({ importId: done.importId })).toBe(0);
  });

  test("a sample comes back as it was uploaded, for its tenant alone; a list does not", async () => {
    const content = await workbook([["mobile"], ["09121234567"]]);
    const { importId } = await sample(content);
    const download = async (caller = ours()) => {
      const pieces: Uint8Array[] = [];
      for await (const { data } of env.lists.downloadSample({ importId }, caller))
        pieces.push(data);
      return Buffer.concat(pieces);
    };
    expect((await download()).equals(content)).toBe(true);
    await expect(download(env.tenant("tenant-b"))).rejects.toMatchObject({
      reason: "IMPORT_UNKNOWN",
    });
  });

  test("[IR-KND-06] Kando asks for 400 to 500 MCI numbers", async () => {
    const rows = Array.from({ length: 399 }, (_, i) => [`0912${String(i).padStart(7, "0")}`]);
    const { importId } = await sample(await workbook([["mobile"], ...rows]));
    const verdict = await env.lists.checkCustomerList(
      { importId, providerId: "kando", family: "line_3000" },
      ours(),
    );
    expect(verdict.errors.map(({ code }) => code)).toEqual(["too_few_mci"]);
  });

  test("a sample that could not be read is an answer too", async () => {
    const pdf = await sample(Buffer.from("%PDF-1.4"));
    const verdict = await env.lists.checkCustomerList({ importId: pdf.importId, ...asked }, ours());
    expect(verdict.errors.map(({ code }) => code)).toEqual(["not_excel"]);
    const empty = await sample(Buffer.alloc(0));
    const second = await env.lists.checkCustomerList(
      { importId: empty.importId, ...asked },
      ours(),
    );
    expect(second.errors.map(({ code }) => code)).toEqual(["empty_list"]);
    const text = await sample(Buffer.from("mobile\n09121234567\n"));
    const third = await env.lists.checkCustomerList({ importId: text.importId, ...asked }, ours());
    expect(third.errors.map(({ code }) => code)).toEqual(["not_excel"]);
  });

  test("a provider that demands no list, and a living list, are no questions", async () => {
    const { importId } = await sample(Buffer.from("mobile\n09121234567\n"));
    await expect(
      env.lists.checkCustomerList({ importId, providerId: "asanak", family: "shatel" }, ours()),
    ).rejects.toMatchObject({ reason: "CUSTOMER_LIST_NOT_DEMANDED" });
    const { list } = await env.lists.createList({ requestId: "living", name: "x" }, ours());
    const living = await importFile(
      env.lists,
      ours(),
      { listId: list!.listId },
      Buffer.from("m\n09121234567\n"),
    );
    await expect(
      env.lists.checkCustomerList({ importId: living.importId, ...asked }, ours()),
    ).rejects.toMatchObject({ reason: "NOT_A_SAMPLE" });
  });
});
