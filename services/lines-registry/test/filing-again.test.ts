import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import { ApplicantKind } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { goodForm } from "../src/domain/samples.testdata.js";
import { jpeg } from "./neighbours.js";
import {
  deficienciesIn,
  filedIn,
  plainRequest,
  registryEnv,
  type RegistryEnv,
} from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
  it.answers.documents = ["commitment_form", "promissory_note"].map((code) =>
    jpeg(`d-${code}`, code),
  );
});
afterAll(() => it[Symbol.asyncDispose]());

const legal = { market: "IR", kind: PersonKind.LEGAL };
const papers = (...codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, `d-${code}`]));
const applicant = (kind: ApplicantKind, facts: Readonly<Record<string, string>> = {}) => ({
  kind,
  representativeIsSignatory: true,
  nationalCardIsSmart: true,
  sector: "general",
  facts,
});

test("[IR-KND-10] the companies of a holding register one list", async () => {
  const line3000 = (
    lineNumber: string,
    holdingNationalId: string,
    customerListImportId: string,
  ) => ({
    providerId: "kando",
    family: "line_3000",
    lineNumber,
    applicant: applicant(ApplicantKind.LEGAL, { holdingNationalId }),
    note: {
      amount: { currency: "IRR", minor: 500_000_000n },
      beneficiaryCode: "",
      stampedAndSigned: true,
    },
    documentIds: papers("commitment_form", "promissory_note"),
    customerListImportId,
  });
  const [one, two] = ["daughter-1", "daughter-2"].map((id) =>
    it.customer(id, { providerId: "kando", ...legal }),
  );
  filedIn(await it.apply(line3000("30001111", "10101010101", "i-1"), one));
  expect(deficienciesIn(await it.apply(line3000("30002222", "۱۰۱۰۱۰۱۰۱۰۱", "i-2"), two))).toEqual([
    "holding_has_another_list",
  ]);
  filedIn(await it.apply(line3000("30002222", "20202020202", "i-2"), two));
  const mine = filedIn(await it.apply(line3000("30003333", "10101010101", "i-1"), one));
  const hers = filedIn(await it.apply(line3000("30003334", "10101010101", "i-1"), two));

  // Once they are lines, lists asks which of them belong together.
  const [ours, theirs] = [await it.activate(mine), await it.activate(hers)];
  const ask = (tenantId: string) =>
    it.registry.listSisterLines({ lineId: ours }, it.principals.service("lists", tenantId));
  expect(await ask("daughter-1")).toEqual({ lines: [{ lineId: theirs, tenantId: "daughter-2" }] });
  await expect(ask("daughter-2")).rejects.toMatchObject({ reason: "LINE_UNKNOWN" });

  // What a list holds decides, not which upload it was: each company uploads the same numbers itself.
  it.answers.list = { ...it.answers.list, contentsDigest: "400:ab" };
  filedIn(await it.apply(line3000("30004444", "30303030303", "i-4"), one));
  filedIn(await it.apply(line3000("30005555", "30303030303", "i-5"), two));
  it.answers.list = { ...it.answers.list, contentsDigest: "400:cd" };
  expect(deficienciesIn(await it.apply(line3000("30006666", "30303030303", "i-6"), two))).toEqual([
    "holding_has_another_list",
  ]);
  it.answers.list = { ...it.answers.list, contentsDigest: "" };
});

test("what was fine is not sent again: a correction carries what is corrected", async () => {
  const lineNumber = "02177770001";
  const documentIds = papers("commitment_form", "promissory_note");
  const { applicationId } = filedIn(await it.apply({ lineNumber, documentIds }));
  await it.registry.advanceApplication(
    {
      applicationId,
      event: "deficient",
      expectedVersion: 1n,
      note: "",
      findings: [{ code: "stamp", subject: "form", rule: "r", source: "s", remedy: "again" }],
      originals: [],
      operatorAnswer: undefined,
    },
    it.expert,
  );
  // The applicant goes on from what it filed; to everybody else it is not told here.
  const { application: returned } = await it.registry.getApplication({ applicationId }, it.tenant);
  expect(returned!.filed).toMatchObject({
    lineNumber,
    applicant: { kind: ApplicantKind.LEGAL, representativeIsSignatory: true, sector: "general" },
    form: {
      email: goodForm.email,
      representativeNationalCode: goodForm.representativeNationalCode,
    },
    note: { amount: { currency: "IRR", minor: 100_000_000n } },
    documentIds,
    customerListImportId: "i-1",
  });
  const byDesk = await it.registry.getApplication({ applicationId }, it.expert);
  expect(byDesk.application!.filed).toBeUndefined();
  it.answers.documents = [...it.answers.documents, jpeg("d-second", "commitment_form")];
  const correction = plainRequest({
    applicationId,
    documentIds: { commitment_form: "d-second" },
  });
  const again = filedIn(await it.registry.apply(correction, it.tenant));
  expect(again).toMatchObject({ applicationId, lineNumber, state: "provider_review" });
  expect(Object.keys(again.fileNames).sort()).toEqual([
    "commitment_form",
    "customer_list",
    "promissory_note",
  ]);
  expect(filedIn(await it.registry.apply(correction, it.tenant))).toEqual(again);
  await expect(
    it.registry.apply({ ...correction, documentIds: {} }, it.tenant),
  ).rejects.toMatchObject({ reason: "REQUEST_ID_REUSED" });
});
