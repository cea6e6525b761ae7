import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import { ApplicantKind, LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { MaintenancePaid, MaintenanceUnpaid } from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jpeg } from "./neighbours.js";
import { plainRequest, registryEnv, type RegistryEnv } from "./registry-env.js";

let it: RegistryEnv;
const papers = ["declaration_letter", "business_registration_or_establishment_decision"];
beforeAll(async () => {
  it = await registryEnv();
  it.answers.documents = papers.map((code) => jpeg(`d-${code}`, code));
});
afterAll(() => it[Symbol.asyncDispose]());

test("[VN-BLK-04] a brandname sleeps at the operator whose maintenance is unpaid, and wakes when it is paid", async () => {
  const customer = { providerId: "vn-bulksms", market: "VN", kind: PersonKind.LEGAL };
  const caller = it.customer("v-1", customer);
  const { outcome } = await it.registry.apply(
    plainRequest({
      providerId: "vn-bulksms",
      family: "brandname",
      lineNumber: "VT.Edu",
      spellings: ["VIETTEL", "MOBIFONE"].map((operator) => ({ operator, text: "VT.Edu" })),
      applicant: {
        kind: ApplicantKind.LEGAL,
        representativeIsSignatory: true,
        nationalCardIsSmart: true,
        sector: "",
        facts: {
          declaredBy: "direct",
          nameKind: "own_name",
          publicAdministrativeUnit: "false",
          purposes: "customer_care internal_information advertising",
        },
      },
      documentIds: Object.fromEntries(papers.map((code) => [code, `d-${code}`])),
    }),
    caller,
  );
  if (outcome?.$case !== "filed") throw new Error(JSON.stringify(outcome));
  let lineId = "";
  for (const { applicationId } of outcome.value.applications) {
    const expertCompletes = ["expert", "complete"] as const;
    const accepted = ["operations", "operator_accepts"] as const;
    lineId = (await it.steps("vn-bulksms", applicationId, expertCompletes, accepted)).lineId;
  }
  const line = async () => (await it.registry.getLine({ lineId }, caller)).line!;
  const stateAt = async (operator: string) =>
    (await line()).operators.find((each) => each.operator === operator)!.status;
  const fee = (operator: string) => ({ lineId, tenantId: "v-1", operator, month: "2026-11" });
  let seconds = 0;
  const later = () => new Date(Date.UTC(2026, 10, 30, 9, 0, (seconds += 1)));
  const unpaid = (operator: string, id: string, at = later()) =>
    it.publish(MaintenanceUnpaid, MaintenanceUnpaid.fromPartial({ ...fee(operator), at }), id);
  const paid = (operator: string, id: string, at = later()) =>
    it.publish(MaintenancePaid, MaintenancePaid.fromPartial({ ...fee(operator), at }), id);

  await unpaid("VIETTEL", "unpaid-1");
  await eventually(async () => (await stateAt("VIETTEL")) === LineStatus.SUSPENDED);
  expect(await stateAt("MOBIFONE")).toBe(LineStatus.ACTIVE);
  expect((await line()).status).toBe(LineStatus.ACTIVE);

  await unpaid("MOBIFONE", "unpaid-2");
  await eventually(async () => (await line()).status === LineStatus.SUSPENDED);
  // The same word again, and a payment for what was paid, change nothing.
  await unpaid("MOBIFONE", "unpaid-2-again");
  await paid("VIETTEL", "paid-1");
  await eventually(async () => (await line()).status === LineStatus.ACTIVE);
  await paid("VIETTEL", "paid-1-again");
  await paid("MOBIFONE", "paid-2");
  await eventually(async () => (await stateAt("MOBIFONE")) === LineStatus.ACTIVE);
  // A payment that is heard before the word that it was owed wins all the same.
  const owed = later();
  await paid("VIETTEL", "paid-before", later());
  await unpaid("VIETTEL", "unpaid-late", owed);
  await unpaid("VIETTEL", "unpaid-late-again", owed);
  await unpaid("MOBIFONE", "unpaid-after");
  await eventually(async () => (await stateAt("MOBIFONE")) === LineStatus.SUSPENDED);
  expect(await stateAt("VIETTEL")).toBe(LineStatus.ACTIVE);
  // Unpaid while the name is barred: it sleeps when the bar is lifted, and wakes when it is paid.
  const operations = it.principals.staff("operations", "vn-bulksms");
  const act = { lineId, operator: "VIETTEL", note: "a sanction", expectedVersion: 0n };
  await it.lineLife.suspendLine(act, operations);
  await paid("MOBIFONE", "paid-again");
  await eventually(async () => (await stateAt("MOBIFONE")) === LineStatus.ACTIVE);
  await unpaid("VIETTEL", "unpaid-while-barred");
  // Heard after it on the same road.
  await unpaid("MOBIFONE", "unpaid-again");
  await eventually(async () => (await stateAt("MOBIFONE")) === LineStatus.SUSPENDED);
  await it.lineLife.liftLine(act, operations);
  const lastOf = async () =>
    (await line()).history
      .map(({ event }) => event)
      .filter((event) => event === "lift" || event === "fee_unpaid")
      .at(-1);
  await eventually(async () => (await lastOf()) === "fee_unpaid");
  expect(await stateAt("VIETTEL")).toBe(LineStatus.SUSPENDED);
  await paid("VIETTEL", "paid-after-all");
  await eventually(async () => (await stateAt("VIETTEL")) === LineStatus.ACTIVE);
  expect((await line()).history.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["operator_accepts", "fee_unpaid", "fee_paid"]),
  );
});
