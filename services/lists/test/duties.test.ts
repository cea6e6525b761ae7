import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { createClient, type Client } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filledList, lineOf, listsEnv, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let versions: Client<typeof ListVersionsServiceDefinition>;
beforeAll(async () => {
  env = await listsEnv();
  versions = createClient(ListVersionsServiceDefinition, env.address);
});
afterAll(async () => {
  versions[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
});

test("[IR-KND-10] a list that differs from the one of a sister company is named, and one with the same numbers is not", async () => {
  const kando = { providerId: "kando", family: "line_3000", governedByList: true };
  const [mother, daughter] = ["mother", "daughter"] as const;
  env.lines.push(
    lineOf({ ...kando, lineId: "line-m", tenantId: mother, number: "30001111" }),
    lineOf({ ...kando, lineId: "line-d", tenantId: daughter, number: "30002222" }),
  );
  env.sisters.push(["line-m", "line-d"]);
  const theirs = env.tenant(mother);
  const ours = env.tenant(daughter);
  const dutiesOf = async (listId: string) => {
    const { lines } = await versions.getListDuties({ listId }, ours);
    return lines.flatMap(({ findings }) => findings.map(({ code }) => code));
  };
  await filledList(env.lists, theirs, ["09120000001", "09120000002"], ["line-m"]);
  const same = await filledList(env.lists, ours, ["09120000002", "09120000001"], ["line-d"]);
  expect(await dutiesOf(same)).toEqual([]);
  await versions.updateList({ listId: same, governs: { lineIds: [] } }, ours);
  const another = await filledList(env.lists, ours, ["09120000001", "09120000003"], ["line-d"]);
  expect(await dutiesOf(another)).toEqual(["holding_has_another_list"]);
  // Who has no sister is not compared with anybody.
  env.sisters.pop();
  expect(await dutiesOf(another)).toEqual([]);
});

test("[IR-ASN-21] who sends over a line whose list is overdue is told so, and its audience is read all the same", async () => {
  const tenantId = "late";
  const fresh = { lineId: "line-late", tenantId, number: "02191001234", governedByList: true };
  const listRefresh = { state: "overdue", calledAt: undefined, dueOn: "2026-11-02" };
  const place = env.lines.push(lineOf(fresh));
  const listId = await filledList(env.lists, env.tenant(tenantId), ["09120000001"], [fresh.lineId]);
  const facts = { family: "landline_021", market: "IR", advertising: false, governedByList: true };
  const told = async () => {
    const asked = { listId, line: { ...facts, lineId: fresh.lineId } };
    for await (const { part } of env.lists.streamAudience(asked, env.service(tenantId)))
      if (part?.$case === "summary") return part.value;
    throw new Error("The audience was cut off.");
  };
  expect(await told()).toMatchObject({ kept: 1n, warnings: [] });
  env.lines[place - 1] = lineOf({
    ...fresh,
    listRefresh: { ...listRefresh, listVersion: 1n, refreshedAt: undefined, listId },
  });
  expect(await told()).toMatchObject({
    kept: 1n,
    warnings: [
      {
        code: "list_refresh_overdue",
        subject: "02191001234",
        source: expect.stringContaining("000 · Conditions"),
        remedy: expect.stringContaining("import the file"),
      },
    ],
  });
});
