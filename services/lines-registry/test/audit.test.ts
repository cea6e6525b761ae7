import { ApplicantKind, LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jpeg } from "./neighbours.js";
import { deficienciesIn, filedIn, registryEnv, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
  it.answers.documents = ["commitment_form", "promissory_note"].map((code) =>
    jpeg(`d-${code}`, code),
  );
});
afterAll(() => it[Symbol.asyncDispose]());

/** Waits for an entry that goes to the audit trail of the tenant. */
const told = (action: string, subject: string) =>
  it.told("TrailExtended", (fact) => {
    const entry = fact as { readonly action: string; readonly subject: string };
    return entry.action === action && entry.subject === subject;
  });

const documentIds = {
  commitment_form: "d-commitment_form",
  promissory_note: "d-promissory_note",
};

test("every step of a case is told for the audit trail, with who took it, and no word that somebody wrote", async () => {
  const { applicationId } = filedIn(await it.apply({ lineNumber: "02177880001", documentIds }));
  const subject = `application:${applicationId}`;
  expect(await told("application.submit", subject)).toMatchObject({
    tenantId: "tenant-a",
    from: "draft",
    to: "provider_review",
    codes: [],
  });
  await it.registry.advanceApplication(
    {
      applicationId,
      event: "deficient",
      expectedVersion: 1n,
      note: "ask Reza at 09121234567",
      findings: [{ code: "stamp", subject: "form", rule: "r", source: "s", remedy: "again" }],
    },
    it.expert,
  );
  const returned = await told("application.deficient", subject);
  expect(returned).toMatchObject({ actor: "key:expert-1", to: "not_examined", codes: ["stamp"] });
  expect(JSON.stringify(returned)).not.toContain("Reza");
});

test("what was refused at a case is told with its reason, a look is not", async () => {
  const { applicationId } = filedIn(await it.apply({ lineNumber: "02177880002", documentIds }));
  await it.desk.getCase({ caseId: applicationId }, it.expert);
  const decide = (expectedVersion: bigint) =>
    it.registry.advanceApplication({ applicationId, event: "approve", expectedVersion }, it.expert);
  await expect(decide(7n)).rejects.toMatchObject({ reason: "CASE_MOVED_ON" });
  expect(await told("application.refused", `application:${applicationId}`)).toMatchObject({
    actor: "key:expert-1",
    codes: ["CASE_MOVED_ON"],
  });
  const items = [{ item: "document:commitment_form", verdict: "rejected", note: "unclear" }];
  const asExpert = { caseId: applicationId, items, expectedVersion: 1n };
  await expect(it.desk.recordVerdicts(asExpert, it.operations)).rejects.toMatchObject({
    reason: "ROLE_REQUIRED",
  });
  await it.told("TrailExtended", (fact) => {
    const { actor, codes } = fact as { readonly actor: string; readonly codes: readonly string[] };
    return actor === "key:operations-1" && codes.includes("ROLE_REQUIRED");
  });
  await decide(1n);
  await told("application.approve", `application:${applicationId}`);
  const looks = it
    .allTold("TrailExtended")
    .filter((fact) => JSON.stringify(fact).includes("opened"));
  expect(looks).toEqual([]);
});

test("what was never filed is told with the codes of everything that was wrong", async () => {
  const natural = {
    kind: ApplicantKind.NATURAL,
    representativeIsSignatory: true,
    nationalCardIsSmart: true,
    sector: "",
    facts: {},
  };
  const lineNumber = "02177880003";
  expect(deficienciesIn(await it.apply({ lineNumber, applicant: natural }))).toContain(
    "legal_person_only",
  );
  expect(await told("application.refused", "family:asanak/landline_021")).toMatchObject({
    tenantId: "tenant-a",
    codes: expect.arrayContaining(["legal_person_only"]),
    from: "",
    to: "",
  });
  await expect(it.apply({ providerId: "a stranger's words" })).rejects.toMatchObject({
    reason: "PROVIDER_UNKNOWN",
  });
  expect(await told("application.refused", "family:/landline_021")).toMatchObject({
    codes: ["PROVIDER_UNKNOWN"],
  });
});

test("what becomes of a line later is told under the line", async () => {
  const number = "02177880004";
  const { line } = await it.registry.provisionLine(
    {
      tenantId: "tenant-a",
      providerId: "asanak",
      market: "IR",
      family: "landline_021",
      number,
      type: LineType.ADVERTISING,
    },
    it.operations,
  );
  const { lineId } = line!;
  expect(await told("line.entered", `line:${lineId}`)).toMatchObject({ actor: "key:operations-1" });
  await it.lineLife.suspendLine({ lineId, reason: "a promotion" }, it.operations);
  expect(await told("line.suspend", `line:${lineId}`)).toMatchObject({
    actor: "key:operations-1",
    from: "active",
    to: "suspended",
  });
});
