import { afterAll, beforeAll, expect, test } from "vitest";
import { filedIn, registryEnv, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
});
afterAll(() => it[Symbol.asyncDispose]());

const withdraw = async (applicationId: string, caller = it.tenant) => {
  const { application } = await it.registry.getApplication({ applicationId }, it.operations);
  const decided = { applicationId, event: "withdraw", expectedVersion: application!.version };
  return (await it.registry.advanceApplication(decided, caller)).application!;
};

test("an applicant withdraws its application, and its number is free at once", async () => {
  const lineNumber = "02191008001";
  const { applicationId } = filedIn(await it.apply({ lineNumber }));
  await expect(withdraw(applicationId, it.stranger)).rejects.toMatchObject({
    reason: "APPLICATION_UNKNOWN",
  });
  await expect(withdraw(applicationId, it.expert)).rejects.toMatchObject({
    reason: "STEP_OF_ANOTHER_ROLE",
  });
  const over = await withdraw(applicationId);
  expect(over).toMatchObject({
    state: "withdrawn_by_applicant",
    possibleEvents: [],
    lineId: "",
  });
  expect(over.history.at(-1)).toMatchObject({ event: "withdraw", actor: "applicant" });
  const { cases } = await it.desk.listCases({}, it.expert);
  expect(cases.map(({ caseId }) => caseId)).not.toContain(applicationId);
  const again = filedIn(await it.apply({ lineNumber }));
  expect(again).toMatchObject({ state: "provider_review" });
});

test("what lies with an operator is not withdrawn, and an applicant takes no step of the desk", async () => {
  const { applicationId } = filedIn(await it.apply({ lineNumber: "02191008002" }));
  const approve = { applicationId, event: "approve", expectedVersion: 1n };
  await expect(it.registry.advanceApplication(approve, it.tenant)).rejects.toMatchObject({
    reason: "STEP_OF_ANOTHER_ROLE",
  });
  await it.advance(applicationId, "approve", "originals_arrive", "forward");
  await expect(withdraw(applicationId)).rejects.toMatchObject({ reason: "STEP_IMPOSSIBLE" });
});

const takeOut = async (applicationId: string) => {
  for await (const _part of it.papers.exportDossier({ applicationId }, it.operations));
};

test("whose dossier was taken out for the operator is not withdrawn, and what was withdrawn is not taken out", async () => {
  const taken = filedIn(await it.apply({ lineNumber: "02191008006" }));
  await takeOut(taken.applicationId);
  await expect(withdraw(taken.applicationId)).rejects.toMatchObject({
    reason: "DOSSIER_WITH_OPERATOR",
    kind: "precondition",
  });
  const called = filedIn(await it.apply({ lineNumber: "02191008007" }));
  await withdraw(called.applicationId);
  await expect(takeOut(called.applicationId)).rejects.toMatchObject({
    reason: "APPLICATION_WITHDRAWN",
  });
});

test("of a withdrawal and an export of the dossier at the same moment one is done", async () => {
  for (const digit of [1, 2, 3, 4, 5]) {
    const { applicationId } = filedIn(await it.apply({ lineNumber: `0219100801${digit}` }));
    const answers = await Promise.allSettled([withdraw(applicationId), takeOut(applicationId)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { reason: expect.stringMatching(/^(DOSSIER_WITH_OPERATOR|APPLICATION_WITHDRAWN)$/u) },
    });
  }
});

test("the originals of a withdrawn application are handed back", async () => {
  const { applicationId } = filedIn(await it.apply({ lineNumber: "02191008003" }));
  await it.advance(applicationId, "approve", "originals_arrive");
  await withdraw(applicationId);
  const back = { applicationId, documentCode: "promissory_note", note: "to its messenger" };
  const { original } = await it.papers.returnOriginal(back, it.operations);
  expect(original).toMatchObject({ state: "returned" });
});

test("a document is in use by what was filed with it, open or decided, and no more by what was withdrawn", async () => {
  const asAccounts = it.principals.service("accounts", "tenant-a", {
    providerId: "asanak",
    market: "IR",
  });
  const usesOf = async (documentId: string) =>
    (await it.papers.findDocumentUses({ documentId }, asAccounts)).applicationIds;
  const kept = filedIn(await it.apply({ lineNumber: "02191008004" }));
  const called = filedIn(await it.apply({ lineNumber: "02191008005" }));
  expect(await usesOf("d-form")).toEqual(
    expect.arrayContaining([kept.applicationId, called.applicationId]),
  );
  await withdraw(called.applicationId);
  expect(await usesOf("d-form")).toContain(kept.applicationId);
  expect(await usesOf("d-form")).not.toContain(called.applicationId);
  expect(await usesOf("d-unknown")).toEqual([]);
  // However many older ones there are, the newest counts.
  const rows = it.collection("applications");
  const { filings, ...old } = (await rows.findOne({ _id: called.applicationId }))!;
  const [filing] = filings as readonly object[];
  const copies = Array.from({ length: 1_000 }, (_, n) => ({
    ...old,
    _id: `old-${n}`,
    filedAt: new Date(0),
    filings: [{ ...filing, requestId: `old-${n}` }],
  }));
  await rows.insertMany(copies);
  expect(await usesOf("d-form")).toContain(kept.applicationId);
});
