import { systemPorts } from "@whiteline/service-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodForm } from "../src/domain/samples.testdata.js";
import { kandoTenantId } from "./neighbours.js";
import {
  deficienciesIn,
  filedIn,
  registryEnv,
  request021,
  toTheWhiteList,
  type RegistryEnv,
} from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => void (it = await registryEnv()));
afterAll(() => it[Symbol.asyncDispose]());

let numbers = 10_000_000;
/** A 021 number that no other test uses. */
const freshNumber = () => `021${numbers++}`;

describe("what a line demands", () => {
  const ask = (family: string, over: object = {}, provider = "asanak") =>
    it.registry.getChecklist(
      { providerId: provider, family, applicant: { ...request021().applicant!, ...over } },
      it.tenant,
    );

  test("[IR-ASN-11] [IR-ASN-20] a 021 number at Asanak: papers, note, rules, originals, time, each with its source", async () => {
    const { checklist } = await ask("landline_021");
    expect(checklist).toMatchObject({
      eligible: true,
      reason: "",
      guarantee: {
        required: true,
        amount: { currency: "IRR", minor: 100_000_000n },
        beneficiaryCode: "payam_afzar_peyk_asa",
        source: "000 · Conditions",
      },
      originals: ["commitment_form", "promissory_note"],
      duration: {
        from: "forwarded_to_operator",
        minimum: "2 working weeks",
        maximum: "1 month",
        source: "000 · Conversion notes",
      },
    });
    expect(checklist?.documents.map(({ code, present }) => [code, present])).toEqual([
      ["commitment_form", true],
      ["promissory_note", true],
      ["customer_list", false],
    ]);
    expect(checklist?.formRules.map(({ code }) => code)).toContain("email_domain_mismatch");
    expect(checklist?.listRules.map(({ code }) => code)).toContain("non_mci_present");
    for (const { rule, source, remedy } of [...checklist!.formRules, ...checklist!.listRules])
      expect([rule, source, remedy]).not.toContain("");
  });

  test("[IR-ASN-11] a natural person learns why not; [IR-ASN-24] a listed company learns of the permit", async () => {
    const { ApplicantKind } = await import("@whiteline/contracts/lines_registry/v1/lines_registry");
    expect((await ask("landline_021", { kind: ApplicantKind.NATURAL })).checklist).toMatchObject({
      eligible: false,
      reason: "legal_person_only",
      documents: [],
    });
    const { checklist } = await ask("landline_026", { sector: "listed_company" });
    expect(checklist?.documents.find(({ code }) => code === "central_bank_permit")).toMatchObject({
      when: "sector is qarz_al_hasaneh or listed_company",
      present: false,
      source: "000 · Conversion notes",
    });
  });

  test("Kando's families, strangers to the packs, and staff", async () => {
    const { checklist } = await ask("line_3000", {}, "kando");
    expect(checklist?.guarantee?.amount?.minor).toBe(500_000_000n);
    expect(checklist?.duration).toMatchObject({ minimum: "", maximum: "" });
    await expect(ask("landline_021", {}, "nobody")).rejects.toMatchObject({
      reason: "PROVIDER_UNKNOWN",
    });
    expect((await ask("line_9", {})).checklist).toMatchObject({ reason: "not_offered" });
    const { applicant } = request021();
    const asked = { providerId: "asanak", family: "landline_021", applicant };
    const seen = await it.registry.getChecklist(asked, it.expert);
    expect(seen.checklist?.documents.some(({ present }) => present)).toBe(false);
    await expect(
      it.registry.getChecklist({ ...asked, applicant: undefined }, it.tenant),
    ).rejects.toMatchObject({ reason: "APPLICANT_KIND_MISSING" });
  });
});

describe("applying", () => {
  test("[IR-ASN-22] [IR-ASN-20] every deficiency comes at once, and nothing is kept", async () => {
    const lineNumber = freshNumber();
    const error = {
      code: "non_mci_present",
      subject: "customer_list",
      rule: "r",
      source: "s",
      remedy: "m",
    };
    const { list } = it.answers;
    it.answers.list = { ...list, accepted: false, errors: [error] };
    const answer = await it.apply({
      lineNumber,
      form: { ...goodForm, email: "x@gmail.com", messageSubject: "اطلاع‌رسانی" },
      note: { ...request021().note!, amount: { currency: "IRR", minor: 50_000_000n } },
      documentIds: { promissory_note: "d-note" },
    });
    it.answers.list = list;
    expect(new Set(deficienciesIn(answer))).toEqual(
      new Set([
        "email_public_provider",
        "email_domain_mismatch",
        "generic_content_subject",
        "NOTE_AMOUNT_WRONG",
        "DOCUMENT_MISSING",
        "non_mci_present",
      ]),
    );
    expect(filedIn(await it.apply({ lineNumber })).state).toBe("provider_review");
  });

  test("[IR-ASN-27] a complete application is filed once, under its number, and told", async () => {
    const request = request021({ lineNumber: freshNumber() });
    const filed = filedIn(await it.apply(request));
    expect(filed).toMatchObject({
      state: "provider_review",
      version: 1n,
      lineNumber: request.lineNumber,
      possibleEvents: ["deficient", "approve", "withdraw"],
      history: [{ from: "draft", event: "submit", to: "provider_review", actor: "applicant" }],
      fileNames: {
        commitment_form: `${request.lineNumber}.jpg`,
        customer_list: `${request.lineNumber}.xlsx`,
      },
    });
    const isOurs = (fact: object) =>
      "applicationId" in fact && fact.applicationId === filed.applicationId;
    expect(await it.told("ApplicationSubmitted", isOurs)).toMatchObject({ version: 1n });

    expect(filedIn(await it.apply(request))).toEqual(filed);
    await expect(it.apply({ ...request, lineNumber: freshNumber() })).rejects.toMatchObject({
      kind: "already_exists",
      reason: "REQUEST_ID_REUSED",
    });
    await expect(it.apply({ requestId: "" })).rejects.toMatchObject({
      reason: "REQUEST_ID_MISSING",
    });
  });

  test("of many at the same moment for one number, one is filed; the same request files once", async () => {
    const lineNumber = freshNumber();
    const answers = await Promise.all(
      [it.tenant, it.stranger, it.tenant, it.stranger].map((caller) =>
        it.apply({ lineNumber }, caller),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome?.$case === "filed")).toHaveLength(1);
    for (const answer of answers)
      if (answer.outcome?.$case === "deficient")
        expect(deficienciesIn(answer)).toEqual(["APPLICATION_EXISTS"]);

    const same = request021({ lineNumber: freshNumber() });
    const filed = await Promise.all([same, same, same].map((request) => it.apply(request)));
    expect(new Set(filed.map((answer) => filedIn(answer).applicationId)).size).toBe(1);
  });

  test("a sample that is still being read is a deficiency with its remedy", async () => {
    const answer = await it.apply({
      lineNumber: freshNumber(),
      customerListImportId: "unfinished",
    });
    expect(deficienciesIn(answer)).toEqual(["IMPORT_NOT_FINISHED"]);
  });

  test("[IR-KND-01] [IR-KND-06] Kando's 3000: warnings of the list stay with the application", async () => {
    const warning = {
      code: "non_mci_present",
      subject: "customer_list",
      rule: "r",
      source: "s",
      remedy: "m",
    };
    const { list } = it.answers;
    it.answers.list = { ...list, warnings: [warning] };
    const caller = it.principals.tenant(kandoTenantId, { market: "IR", providerId: "kando" });
    const answer = await it.apply(
      {
        providerId: "kando",
        family: "line_3000",
        lineNumber: "30001234",
        note: {
          amount: { currency: "IRR", minor: 500_000_000n },
          beneficiaryCode: "",
          stampedAndSigned: true,
        },
      },
      caller,
    );
    it.answers.list = list;
    expect(filedIn(answer)).toMatchObject({ providerId: "kando", warnings: [warning] });
    expect(deficienciesIn(await it.apply({ providerId: "kando", family: "line_3000" }))).toContain(
      "OTHER_PROVIDER",
    );
  });

  test("names, national codes and mobiles are never in clear on disk", async () => {
    await it.apply({ lineNumber: freshNumber() });
    const raw = await it.rawDatabase();
    expect(raw).toContain("provider_review");
    for (const secret of [
      goodForm.representativeNationalCode,
      goodForm.representativeMobile,
      goodForm.representativeEmail,
      goodForm.ceoFullName,
      "9121234567",
    ])
      expect(raw).not.toContain(secret);
  });
});

describe("[IR-ASN-16] the desk", () => {
  const finding = {
    code: "stamp_unreadable",
    subject: "form",
    rule: "r",
    source: "s",
    remedy: "scan again",
  };
  const step = (
    applicationId: string,
    event: string,
    expectedVersion: bigint,
    over: object = {},
  ) => ({
    applicationId,
    event,
    expectedVersion,
    note: "",
    findings: [],
    originals: [],
    ...over,
  });

  test("sees the queue of its provider; the applicant corrects what was returned", async () => {
    const lineNumber = freshNumber();
    const { applicationId } = filedIn(await it.apply({ lineNumber }));
    const queue = { providerId: "asanak", state: "provider_review" };
    const { applications } = await it.registry.listApplications(queue, it.expert);
    expect(applications.map((each) => each.applicationId)).toContain(applicationId);

    const returned = await it.registry.advanceApplication(
      step(applicationId, "deficient", 1n, { findings: [finding], note: "نامهر" }),
      it.expert,
    );
    expect(returned.application).toMatchObject({ state: "not_examined", findings: [finding] });
    expect(await it.told("ApplicationReturned", (fact) => "codes" in fact)).toMatchObject({
      applicationId,
      codes: ["stamp_unreadable"],
      version: 2n,
    });

    const other = await it.apply({ applicationId, lineNumber: freshNumber() });
    expect(deficienciesIn(other)).toEqual(["APPLICATION_OF_OTHER_LINE"]);
    await expect(it.apply({ applicationId, lineNumber }, it.stranger)).rejects.toMatchObject({
      reason: "APPLICATION_UNKNOWN",
    });
    const request = request021({ applicationId, lineNumber });
    const again = filedIn(await it.apply(request));
    expect(again).toMatchObject({
      applicationId,
      state: "provider_review",
      version: 3n,
      findings: [],
    });
    expect(filedIn(await it.apply(request))).toEqual(again);
    await expect(it.apply({ applicationId, lineNumber })).rejects.toMatchObject({
      kind: "precondition",
      reason: "STEP_IMPOSSIBLE",
    });
  });

  test("decides on the version it saw, each role its own steps, each provider its own cases", async () => {
    const { applicationId } = filedIn(await it.apply({ lineNumber: freshNumber() }));
    const approve = step(applicationId, "approve", 1n);
    const attempts = [
      [it.operations, approve, "STEP_OF_ANOTHER_ROLE"],
      [it.tenant, approve, "STEP_OF_ANOTHER_ROLE"],
      [it.stranger, approve, "APPLICATION_UNKNOWN"],
      [it.principals.staff("expert", "kando"), approve, "APPLICATION_UNKNOWN"],
      [it.expert, { ...approve, expectedVersion: 7n }, "CASE_MOVED_ON"],
      [it.expert, { ...approve, event: "whitelist" }, "STEP_IMPOSSIBLE"],
      [it.expert, { ...approve, event: "deficient" }, "REASONS_NEEDED"],
      [it.expert, { ...approve, event: "submit" }, "STEP_BY_APPLY"],
      [it.expert, { ...approve, note: "x".repeat(2_001) }, "TOO_MUCH_SAID"],
    ] as const;
    for (const [caller, request, reason] of attempts)
      await expect(it.registry.advanceApplication(request, caller), reason).rejects.toMatchObject({
        reason,
      });

    const both = await Promise.allSettled(
      [approve, approve].map((request) => it.registry.advanceApplication(request, it.expert)),
    );
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { kind: "conflict", reason: "CASE_MOVED_ON" },
    });
  });

  test("[IR-ASN-17] forwards only when every original has arrived, and says which are awaited", async () => {
    const { applicationId } = filedIn(await it.apply({ lineNumber: freshNumber() }));
    const approved = await it.advance(applicationId, "approve");
    expect(approved.warnings.map(({ code, subject }) => `${code}:${subject}`)).toEqual([
      "ORIGINAL_AWAITED:commitment_form",
      "ORIGINAL_AWAITED:promissory_note",
    ]);
    await it.told("ApplicationApproved", (fact) => "version" in fact);
    const first = await it.registry.advanceApplication(
      step(applicationId, "originals_arrive", 2n, { originals: ["commitment_form"] }),
      it.operations,
    );
    expect(first.application).toMatchObject({
      state: "originals_awaited",
      version: 3n,
      warnings: [{ subject: "promissory_note" }],
    });
    await expect(
      it.registry.advanceApplication(step(applicationId, "forward", 3n), it.operations),
    ).rejects.toMatchObject({ reason: "STEP_IMPOSSIBLE" });
    const second = await it.registry.advanceApplication(
      step(applicationId, "originals_arrive", 3n, { originals: ["promissory_note"] }),
      it.operations,
    );
    expect(second.application).toMatchObject({ state: "originals_received", warnings: [] });
    const forwarded = await it.advance(applicationId, "forward");
    expect(forwarded.dueAt?.toISOString()).toBe("2026-12-22T20:29:59.000Z");
  });

  test("a refusal in the operator's words frees the number; a removal never does", async () => {
    const lineNumber = freshNumber();
    const { applicationId } = filedIn(await it.apply({ lineNumber }));
    const refused = await it.advance(applicationId, ...toTheWhiteList.slice(0, -1), "refuse");
    expect(refused).toMatchObject({ state: "rejected", possibleEvents: [], lineId: "" });
    expect(refused.history.at(-1)?.note).toBe("refuse it is");

    const second = filedIn(await it.apply({ lineNumber }));
    const removed = await it.advance(second.applicationId, ...toTheWhiteList, "violate");
    expect(removed.state).toBe("removed");
    expect(await it.told("LineRevoked")).toMatchObject({
      reason: "violate",
      line: { version: 2n },
    });
    for (const caller of [it.tenant, it.stranger])
      expect(deficienciesIn(await it.apply({ lineNumber }, caller))).toEqual([
        "NUMBER_REMOVED_FOR_EVER",
      ]);
  });
});

test("another tenant learns nothing of an application or a line", async () => {
  const { applicationId } = filedIn(await it.apply({ lineNumber: freshNumber() }));
  const active = await it.advance(applicationId, ...toTheWhiteList);
  await expect(it.registry.getApplication({ applicationId }, it.stranger)).rejects.toMatchObject({
    kind: "not_found",
    reason: "APPLICATION_UNKNOWN",
  });
  await expect(it.registry.getLine({ lineId: active.lineId }, it.stranger)).rejects.toMatchObject({
    kind: "not_found",
    reason: "LINE_UNKNOWN",
  });
  const kando = it.principals.staff("expert", "kando");
  const { applications } = await it.registry.listApplications({ providerId: "", state: "" }, kando);
  expect(applications.every(({ providerId }) => providerId === "kando")).toBe(true);
  await expect(
    it.registry.listApplications({ providerId: "asanak", state: "" }, kando),
  ).rejects.toMatchObject({ reason: "OTHER_PROVIDER" });
  const nobody = it.principals.tenant(systemPorts.newId());
  expect(await it.registry.listLines({}, nobody)).toEqual({ lines: [] });
  expect(await it.registry.listApplications({ providerId: "", state: "" }, nobody)).toEqual({
    applications: [],
  });
});
