import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  audienceOf,
  filledList,
  importFile,
  lineOf as lineInRegistry,
  listsEnv,
  type ListsEnv,
} from "./lists-env.js";

let env: ListsEnv;
const ours = () => env.tenant("tenant-a");
const theirs = () => env.tenant("tenant-b");

beforeAll(async () => {
  env = await listsEnv();
  await env.tell.lineActivated(lineInRegistry({ lineId: "line-1", number: "02191001234" }));
  await eventually(async () => (await env.db.collection("lines").countDocuments()) === 1);
});
afterAll(() => env[Symbol.asyncDispose]());

let requests = 0;
const lineOf = (facts: {
  readonly lineId: string;
  readonly advertising?: boolean;
  readonly governedByList?: boolean;
}) => ({
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: false,
  ...facts,
});
const optOut = (number: string, lineId = "", caller = ours()) => {
  requests += 1;
  return env.lists.recordOptOut(
    { requestId: `opt-out-${requests}`, number, lineId, channel: "api" },
    caller,
  );
};
const findings = async (
  line: ReturnType<typeof lineOf>,
  numbers: readonly string[],
  caller = ours(),
) =>
  (await env.lists.checkRecipients({ line, numbers: [...numbers] }, caller)).recipients.map(
    (one) => one.findings,
  );

describe("checking recipients", () => {
  test("answers each number in the order asked, readable or not", async () => {
    const numbers = ["۰۹۱۲۱۲۳۴۵۶۷", "nobody", "", "+989351234567", "0912"];
    const { recipients, listVersion } = await env.lists.checkRecipients(
      { line: lineOf({ lineId: "free" }), numbers },
      ours(),
    );
    expect(recipients).toEqual([
      { msisdn: 989121234567n, operator: "MCI", refusalCode: "", findings: [] },
      { msisdn: 0n, operator: "", refusalCode: "NOT_A_NUMBER", findings: [] },
      { msisdn: 0n, operator: "", refusalCode: "EMPTY", findings: [] },
      { msisdn: 989351234567n, operator: "IRANCELL", refusalCode: "", findings: [] },
      { msisdn: 0n, operator: "", refusalCode: "WRONG_LENGTH", findings: [] },
    ]);
    expect(listVersion).toBe(0n);
  });

  test("[IR-KND-11] a governed line reaches only its list, and nobody while the list is missing or empty", async () => {
    const governed = lineOf({ lineId: "governed", governedByList: true });
    expect(await findings(governed, ["09121234567"])).toEqual([["not_on_customer_list"]]);
    env.giveLines("tenant-a", "governed");
    const listId = await filledList(env.lists, ours(), ["09121234567"], ["governed"]);
    expect(await findings(governed, ["09121234567", "09121234568"])).toEqual([
      [],
      ["not_on_customer_list"],
    ]);
    await importFile(env.lists, ours(), { listId }, Buffer.from("mobile\n09121234568\n"));
    const answer = await env.lists.checkRecipients(
      { line: governed, numbers: ["09121234567", "09121234568"] },
      ours(),
    );
    expect(answer.recipients.map((one) => one.findings)).toEqual([["not_on_customer_list"], []]);
    expect(answer.listVersion).toBe(2n);
  });

  test("[IR-ASN-19] the black list of a market counts for advertising lines only", async () => {
    const loaded = await env.lists.addToBlackList(
      { market: "IR", numbers: ["09120000001", "09350000001", "09120000001", "x"] },
      env.staff("operations"),
    );
    expect(loaded).toEqual({ added: 2n, refused: 1n });
    const advertising = lineOf({ lineId: "ads", advertising: true });
    expect(await findings(advertising, ["09120000001", "09120000002"])).toEqual([
      ["blacklisted"],
      [],
    ]);
    expect(await findings(lineOf({ lineId: "service" }), ["09120000001"])).toEqual([[]]);
    const again = await env.lists.addToBlackList(
      { market: "IR", numbers: ["09120000001", "09120000002"] },
      env.staff("operations"),
    );
    expect(again.added).toBe(1n);
    expect(await findings(advertising, ["09120000001", "09120000002"])).toEqual([
      ["blacklisted"],
      ["blacklisted"],
    ]);
  });

  test("loads of the black list at once lose no number", async () => {
    const loads = Array.from({ length: 6 }, (_, load) =>
      Array.from({ length: 50 }, (_, i) => `0913${String(load * 50 + i).padStart(7, "0")}`),
    );
    const added = await Promise.all(
      loads.map((numbers) =>
        env.lists.addToBlackList({ market: "IR", numbers }, env.staff("operations")),
      ),
    );
    expect(added.map((one) => one.added)).toEqual(Array(6).fill(50n));
    const found = await findings(lineOf({ lineId: "ads", advertising: true }), loads.flat());
    expect(found.filter((one) => one[0] !== "blacklisted")).toEqual([]);
  });

  test("only operations of the provider load the black list", async () => {
    const load = { market: "IR", numbers: ["09120000001"] };
    await expect(env.lists.addToBlackList(load, ours())).rejects.toMatchObject({
      reason: "STAFF_REQUIRED",
    });
    await expect(env.lists.addToBlackList(load, env.staff("expert"))).rejects.toMatchObject({
      reason: "ROLE_REQUIRED",
    });
  });

  test("a request without line, of another market, or too large says what is wrong", async () => {
    const reasonOf = (request: Parameters<ListsEnv["lists"]["checkRecipients"]>[0]) =>
      env.lists.checkRecipients(request, ours()).then(
        () => "answered",
        (error: unknown) => (error as { reason?: string }).reason,
      );
    expect(await reasonOf({ numbers: ["09121234567"] })).toBe("LINE_MISSING");
    expect(
      await reasonOf({ line: { ...lineOf({ lineId: "x" }), market: "XX" }, numbers: [] }),
    ).toBe("MARKET_UNKNOWN");
    expect(
      await reasonOf({ line: lineOf({ lineId: "x" }), numbers: Array<string>(10_001).fill("1") }),
    ).toBe("TOO_MANY_NUMBERS");
  });
});

describe("a refusal", () => {
  test("[IR-ASN-26] counts from its answer on, on that line or on every line, for that tenant only", async () => {
    await optOut("۰۹۱۲ ۳۳۳ ۰۰۰۱", "line-1");
    await optOut("09123330002");
    const numbers = ["09123330001", "09123330002"];
    expect(await findings(lineOf({ lineId: "line-1" }), numbers)).toEqual([
      ["opted_out"],
      ["opted_out"],
    ]);
    expect(await findings(lineOf({ lineId: "line-2" }), numbers)).toEqual([[], ["opted_out"]]);
    expect(await findings(lineOf({ lineId: "line-1" }), numbers, theirs())).toEqual([[], []]);
  });

  test("wins over membership of the list", async () => {
    env.giveLines("tenant-a", "line-3");
    await filledList(env.lists, ours(), ["09124440001"], ["line-3"]);
    await optOut("09124440001");
    expect(
      await findings(lineOf({ lineId: "line-3", governedByList: true }), ["09124440001"]),
    ).toEqual([["opted_out"]]);
  });

  test("said twice is one fact and one instant, also when both come at once", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => optOut("09125550001", "line-1")));
    expect(new Set(answers.map(({ at }) => at?.getTime())).size).toBe(1);
    await optOut("09125550002", "line-1");
    const told = (msisdn: bigint) =>
      env.facts.filter(({ fact }) => "msisdn" in fact && fact.msisdn === msisdn).length;
    await eventually(() => told(989125550002n) === 1);
    expect(told(989125550001n)).toBe(1);
  });

  test("for a line that is not the tenant's is refused, so that nobody takes a slip for a yes", async () => {
    await expect(optOut("09125550003", "line-9")).rejects.toMatchObject({ reason: "LINE_UNKNOWN" });
    await expect(optOut("09125550003", "line-1", theirs())).rejects.toMatchObject({
      reason: "LINE_UNKNOWN",
    });
  });

  test("a replayed request answers the first instant; for another number it is refused", async () => {
    const request = { requestId: "same", number: "09126660001", lineId: "", channel: "reply" };
    const first = await env.lists.recordOptOut(request, ours());
    expect(await env.lists.recordOptOut(request, ours())).toEqual(first);
    await expect(
      env.lists.recordOptOut({ ...request, number: "09126660002" }, ours()),
    ).rejects.toMatchObject({
      reason: "REQUEST_ID_REUSED",
    });
  });

  test("of a number that cannot be read names the number plan's code, and repeats nothing of it", async () => {
    const refused = await optOut("0912-secret").catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: "invalid", reason: "NOT_A_NUMBER" });
    expect(String(refused)).not.toContain("secret");
    await expect(
      env.lists.recordOptOut(
        { requestId: "c", number: "09121234567", lineId: "", channel: "dream" },
        ours(),
      ),
    ).rejects.toMatchObject({ reason: "CHANNEL_UNKNOWN" });
  });
});

describe("the audience of a send", () => {
  test("keeps who may be reached and counts everybody else under one reason", async () => {
    const line = lineOf({ lineId: "audience", governedByList: true, advertising: true });
    env.giveLines("tenant-a", "audience");
    await filledList(
      env.lists,
      ours(),
      ["09127770001", "09127770002", "09127770003"],
      ["audience"],
    );
    const listId = await filledList(env.lists, ours(), [
      "09127770001",
      "09127770002",
      "09127770003",
      "09127770004",
    ]);
    await optOut("09127770001");
    await env.lists.addToBlackList(
      { market: "IR", numbers: ["09127770002"] },
      env.staff("operations"),
    );
    const numbers = ["09127770003", "09127770001", "nobody", "9127770005", "09127770005"];
    const { people, summary } = await audienceOf(
      env.lists.streamAudience({ listId, line, numbers }, ours()),
    );
    expect(people.map(({ msisdn }) => msisdn)).toEqual([989127770003n]);
    expect(summary).toEqual({
      kept: 1n,
      listVersion: 1n,
      dropped: {
        opted_out: 1n,
        blacklisted: 1n,
        not_on_customer_list: 2n,
        DUPLICATE: 3n,
        NOT_A_NUMBER: 1n,
      },
    });
  });

  test("of numbers alone needs no list", async () => {
    const numbers = ["09128880001", "+989358880001", "09128880001"];
    const { people, summary } = await audienceOf(
      env.lists.streamAudience({ line: lineOf({ lineId: "free" }), numbers }, ours()),
    );
    expect(people).toEqual([
      { msisdn: 989128880001n, operator: "MCI", variables: {} },
      { msisdn: 989358880001n, operator: "IRANCELL", variables: {} },
    ]);
    expect(summary).toEqual({ kept: 2n, listVersion: 0n, dropped: { DUPLICATE: 1n } });
  });

  test("of thousands comes in batches of at most 1,000, everybody once, in the order of the file", async () => {
    const numbers = Array.from(
      { length: 4_321 },
      (_, i) => `0919${String((i * 7919) % 10_000_000).padStart(7, "0")}`,
    );
    const listId = await filledList(env.lists, ours(), numbers);
    const { people, largest } = await audienceOf(
      env.lists.streamAudience({ listId, line: lineOf({ lineId: "free" }) }, ours()),
    );
    expect(largest).toBe(1_000);
    expect(people.map(({ msisdn }) => `0${msisdn - 980_000_000_000n}`)).toEqual(numbers);
  });

  test("of nothing, of an unknown list or of a version that never finished is an error", async () => {
    const reasonOf = (request: Parameters<ListsEnv["lists"]["streamAudience"]>[0]) =>
      audienceOf(
        env.lists.streamAudience({ line: lineOf({ lineId: "free" }), ...request }, ours()),
      ).then(
        () => "answered",
        (error: unknown) => (error as { reason?: string }).reason,
      );
    const { list } = await env.lists.createList(
      { requestId: "never-filled", name: "empty" },
      ours(),
    );
    expect(await reasonOf({})).toBe("AUDIENCE_MISSING");
    expect(await reasonOf({ listId: "unknown" })).toBe("LIST_UNKNOWN");
    expect(await reasonOf({ listId: list!.listId })).toBe("LIST_VERSION_UNKNOWN");
    expect(await reasonOf({ listId: list!.listId, listVersion: 7n })).toBe("LIST_VERSION_UNKNOWN");
  });
});
