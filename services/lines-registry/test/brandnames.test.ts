import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import {
  ApplicantKind,
  LineStatus,
  SenderKind,
  type ApplyRequest,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  it.answers.documents = [
    "declaration_letter",
    "business_registration_or_establishment_decision",
    "appointment_decision_or_role_proof",
    "brand_ownership_proof",
    "authorisation_partner_to_agent",
    "authorisation_agent_to_provider",
  ].map((code) => jpeg(`d-${code}`, code));
});
afterAll(() => it[Symbol.asyncDispose]());

const papers = (...codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, `d-${code}`]));
const vietnamese = (id: string) =>
  it.customer(id, { providerId: "vn-bulksms", market: "VN", kind: PersonKind.LEGAL });
const applicant = (facts: Readonly<Record<string, string>> = {}) => ({
  kind: ApplicantKind.LEGAL,
  representativeIsSignatory: true,
  nationalCardIsSmart: true,
  sector: "",
  facts,
});
describe("a Vietnamese brandname", () => {
  const own = {
    declaredBy: "direct",
    nameKind: "own_name",
    publicAdministrativeUnit: "false",
    purposes: "customer_care internal_information",
  };
  const ownPapers = ["declaration_letter", "business_registration_or_establishment_decision"];
  const brandname = (
    lineNumber: string,
    spellings: Readonly<Record<string, string>>,
    over: Partial<ApplyRequest> = {},
  ) =>
    plainRequest({
      providerId: "vn-bulksms",
      family: "brandname",
      lineNumber,
      spellings: Object.entries(spellings).map(([operator, text]) => ({ operator, text })),
      applicant: applicant(own),
      documentIds: papers(...ownPapers),
      ...over,
    });

  test("[VN-BLK-06] is spelt for each operator: a dot for Mobifone, a blank for Vietnamobile, either for Viettel", async () => {
    const { operators } = await it.registry.proposeSpellings(
      { family: "", name: "VT.Edu", market: "" },
      vietnamese("v-0"),
    );
    const of = (operator: string) => operators.find((each) => each.operator === operator);
    expect(of("VIETTEL")).toMatchObject({
      verdict: "valid",
      proposals: expect.arrayContaining(["VT.Edu", "VT Edu"]),
    });
    expect(of("MOBIFONE")).toMatchObject({ verdict: "valid" });
    expect(of("MOBIFONE")?.proposals).not.toContain("VT Edu");
    expect(of("VIETNAMOBILE")).toMatchObject({
      verdict: "invalid",
      reasons: [{ code: "separator_not_allowed" }],
      proposals: ["VT Edu", "VTEdu"],
    });
    expect(of("ITEL")).toMatchObject({
      verdict: "manual_review",
      reasons: [{ code: "separator_rule_unknown" }],
      proposals: ["VTEdu"],
    });
  });

  test("[VN-BLK-03] has at most 11 characters and no special ones; all reasons come at once", async () => {
    const answer = await it.apply(
      brandname("SIEUTHI@SACH", { VIETTEL: "SIEUTHI@SACH", MOBIFONE: "VT Edu", WINTEL: "VT" }),
      vietnamese("v-1"),
    );
    expect(deficienciesIn(answer)).toEqual([
      "too_long",
      "forbidden_character",
      "separator_not_allowed",
      "SPELLING_OF_ANOTHER_NAME",
      "OPERATOR_UNKNOWN",
    ]);
    expect(deficienciesIn(await it.apply(brandname("VTEdu", {}), vietnamese("v-1")))).toEqual([
      "OPERATORS_MISSING",
    ]);
  });

  test("[VN-BLK-04] [VN-BLK-07] is declared at each operator by itself, with its own deadline and end", async () => {
    const caller = vietnamese("v-2");
    const request = brandname("VT.Edu", {
      VIETTEL: "VT.Edu",
      VIETNAMOBILE: "VT Edu",
      ITEL: "VT.Edu",
    });
    const answer = await it.registry.apply(request, caller);
    if (answer.outcome?.$case !== "filed") throw new Error(JSON.stringify(answer.outcome));
    const { applications } = answer.outcome.value;
    expect(
      applications.map(({ operator, lineNumber, state }) => [operator, lineNumber, state]),
    ).toEqual([
      ["VIETTEL", "VT.Edu", "dossier_review"],
      ["VIETNAMOBILE", "VT Edu", "dossier_review"],
      ["ITEL", "VT.Edu", "dossier_review"],
    ]);
    expect(new Set(applications.map(({ groupId }) => groupId)).size).toBe(1);
    expect(applications[2]?.warnings.map(({ code }) => code)).toEqual(["separator_rule_unknown"]);
    const repeated = await it.registry.apply(request, caller);
    expect(repeated.outcome).toMatchObject({
      value: { applications: applications.map(({ applicationId }) => ({ applicationId })) },
    });

    const complete = ["expert", "complete"] as const;
    const [viettel, vietnamobile, itel] = applications.map(({ applicationId }) => applicationId);
    const declared = await it.steps("vn-bulksms", viettel!, complete);
    // Sunday or Monday: the clock of the test may stand on either; two working days at Viettel.
    const slower = await it.steps("vn-bulksms", vietnamobile!, complete);
    expect(slower.dueAt!.getTime()).toBeGreaterThan(declared.dueAt!.getTime());
    const active = await it.steps("vn-bulksms", viettel!, ["operations", "operator_accepts"]);
    await it.steps("vn-bulksms", vietnamobile!, ["operations", "operator_refuses"]);
    const late = await it.steps("vn-bulksms", itel!, complete, ["operations", "operator_accepts"]);
    expect(late.lineId).toBe(active.lineId);
    const { line } = await it.registry.getLine({ lineId: active.lineId }, caller);
    expect(line).toMatchObject({
      number: "VT.Edu",
      senderKind: SenderKind.BRANDNAME,
      status: LineStatus.ACTIVE,
      operators: [
        { operator: "VIETTEL", spelling: "VT.Edu", status: LineStatus.ACTIVE },
        { operator: "ITEL", spelling: "VT.Edu", status: LineStatus.ACTIVE },
      ],
    });
    await it.steps("vn-bulksms", viettel!, ["operations", "fee_unpaid"]);
    const unpaid = await it.registry.getLine({ lineId: active.lineId }, caller);
    expect(unpaid.line).toMatchObject({
      status: LineStatus.ACTIVE,
      operators: [{ status: LineStatus.ACTIVE }, { status: LineStatus.SUSPENDED }],
    });
    // A refused operator is tried again; those that took the name are not applied for twice.
    const again = brandname("VT.Edu", { VIETNAMOBILE: "VT Edu" });
    expect(filedIn(await it.registry.apply(again, caller)).operator).toBe("VIETNAMOBILE");
    const twice = brandname("VT-Edu", { ITEL: "VTEdu" });
    expect(deficienciesIn(await it.registry.apply(twice, caller))).toEqual(["APPLICATION_EXISTS"]);
    expect(
      deficienciesIn(
        await it.registry.apply({ ...twice, requestId: "of-another" }, vietnamese("v-9")),
      ),
    ).toEqual(["NUMBER_OF_ANOTHER"]);
  });

  test.each([
    ["own name", own, []],
    ["public unit's own name", { ...own, publicAdministrativeUnit: "true" }, []],
    ["product", { ...own, nameKind: "product" }, ["brand_ownership_proof"]],
    ["service", { ...own, nameKind: "service" }, ["brand_ownership_proof"]],
    ["domain", { ...own, nameKind: "domain" }, ["brand_ownership_proof"]],
    [
      "third party's name, declared by an agent",
      { ...own, declaredBy: "agent" },
      ["authorisation_partner_to_agent", "authorisation_agent_to_provider"],
    ],
  ])("[VN-BLK-04] [VN-BLK-05] the dossier of a %s", async (what, facts, more) => {
    const name = `N${what.length}${more.length}${facts.nameKind.slice(0, 3)}`;
    const caller = vietnamese(`v-${name}`);
    const file = (documentIds: Record<string, string>) =>
      it.apply(
        brandname(name, { GTEL: name }, { applicant: applicant(facts), documentIds }),
        caller,
      );
    for (const missing of more) {
      const few = papers(...ownPapers, ...more.filter((code) => code !== missing));
      expect(deficienciesIn(await file(few)), missing).toEqual(["DOCUMENT_MISSING"]);
    }
    filedIn(await file(papers(...ownPapers, ...more)));
  });

  test("[VN-BLK-04] a public unit may hand in an appointment decision instead, nobody else may", async () => {
    const instead = papers("declaration_letter", "appointment_decision_or_role_proof");
    const file = (publicAdministrativeUnit: string) =>
      it.apply(
        brandname(
          "UBNDTinh",
          { GTEL: "UBNDTinh" },
          { applicant: applicant({ ...own, publicAdministrativeUnit }), documentIds: instead },
        ),
        vietnamese("v-public"),
      );
    expect(deficienciesIn(await file("false"))).toEqual(["DOCUMENT_MISSING"]);
    filedIn(await file("true"));
  });

  test("[VN-BLK-19] is declared for purposes, and for more by a wish that the desk and the operator decide", async () => {
    const caller = vietnamese("v-purposes");
    const nameFor = (name: string, facts: Readonly<Record<string, string>>) =>
      it.apply(
        brandname(name, { GTEL: name }, { applicant: applicant({ ...own, ...facts }) }),
        caller,
      );
    expect(deficienciesIn(await nameFor("VTPhim", { purposes: "" }))).toEqual(["purposes_missing"]);
    expect(deficienciesIn(await nameFor("VTPhim", { purposes: "spam" }))).toEqual([
      "FACT_INVALID",
      "purposes_missing",
    ]);
    const byAgent = { declaredBy: "agent", purposes: "advertising" };
    expect(deficienciesIn(await nameFor("VTPhim", byAgent))).toContain("advertising_by_agent");
    const filed = filedIn(
      await nameFor("VTPhim", { purposes: "internal_information customer_care" }),
    );
    expect(filed.purposes).toEqual(["customer_care", "internal_information"]);
    const accepted = ["operations", "operator_accepts"] as const;
    const { lineId } = await it.steps(
      "vn-bulksms",
      filed.applicationId,
      ["expert", "complete"],
      accepted,
    );
    const lineNow = async () => (await it.registry.getLine({ lineId }, caller)).line;
    expect(await lineNow()).toMatchObject({
      possibleRequests: ["purposes"],
      purposes: filed.purposes,
    });
    // At one more operator the name is the same name.
    const elsewhere = brandname(
      "VTPhim",
      { VIETTEL: "VTPhim" },
      {
        applicant: applicant({ ...own, purposes: "advertising" }),
      },
    );
    expect(deficienciesIn(await it.registry.apply(elsewhere, caller))).toEqual([
      "PURPOSES_OF_NAME",
    ]);

    const wish = { requestId: "more-purposes", lineId, purposes: ["customer_care", "advertising"] };
    const ask = (over: Partial<typeof wish>) =>
      it.lineLife.requestPurposes({ ...wish, ...over }, caller);
    await expect(ask({ purposes: ["lottery"] })).rejects.toMatchObject({
      reason: "PURPOSE_UNKNOWN",
    });
    await expect(ask({ purposes: ["customer_care"] })).rejects.toMatchObject({
      reason: "PURPOSE_DECLARED",
    });
    const { application } = await ask({});
    expect(application).toMatchObject({
      kind: "purposes",
      state: "dossier_review",
      purposes: ["advertising"],
    });
    expect((await ask({})).application?.applicationId).toBe(application!.applicationId);
    await expect(ask({ requestId: "again" })).rejects.toMatchObject({
      reason: "PURPOSES_UNDER_WAY",
    });
    expect(await lineNow()).toMatchObject({ possibleRequests: [], purposes: filed.purposes });
    const before = (await lineNow())!.version;
    await it.steps("vn-bulksms", application!.applicationId, ["expert", "complete"], accepted);
    expect(await lineNow()).toMatchObject({
      version: before + 1n,
      status: LineStatus.ACTIVE,
      possibleRequests: [],
      openCaseId: "",
      purposes: ["customer_care", "internal_information", "advertising"],
    });
    await expect(ask({ requestId: "nothing-left" })).rejects.toMatchObject({
      reason: "PURPOSE_DECLARED",
    });
  });

  test("[VN-BLK-19] a name of which nothing is known loses nothing by one more operator, and is told what ends when it is declared", async () => {
    const caller = vietnamese("v-undeclared");
    const accepted = ["operations", "operator_accepts"] as const;
    const take = (applicationId: string) =>
      it.steps("vn-bulksms", applicationId, ["expert", "complete"], accepted);
    const fileAt = async (operator: string, purposes: string) => {
      const facts = applicant({ ...own, purposes });
      const spellings = { [operator]: "VTSach" };
      return filedIn(await it.apply(brandname("VTSach", spellings, { applicant: facts }), caller));
    };
    const everything = "customer_care internal_information advertising";
    const first = await fileAt("GTEL", everything);
    // Filed before the name is a line, and accepted after it became one.
    const other = await fileAt("MOBIFONE", "customer_care");
    const { lineId } = await take(first.applicationId);
    const lineNow = async () => (await it.registry.getLine({ lineId }, caller)).line!;
    await expect(take(other.applicationId)).rejects.toMatchObject({ reason: "PURPOSES_OF_NAME" });
    expect((await lineNow()).operators).toHaveLength(1);

    await it.collection("lines").updateOne({ _id: lineId }, { $unset: { purposes: "" } });
    await take((await fileAt("VIETTEL", "customer_care")).applicationId);
    expect(await lineNow()).toMatchObject({ purposes: [], possibleRequests: ["purposes"] });

    const wish = { requestId: "of-all", lineId, purposes: ["advertising"] };
    const { application } = await it.lineLife.requestPurposes(wish, caller);
    expect(application!.warnings).toMatchObject([
      {
        code: "PURPOSES_STOP",
        subject: "purposes",
        rule: expect.stringContaining("customer_care, internal_information"),
      },
    ]);
    expect((await lineNow()).purposes).toEqual([]);
    await take(application!.applicationId);
    expect((await lineNow()).purposes).toEqual(["advertising"]);
    const more = { requestId: "more", lineId, purposes: ["customer_care"] };
    expect((await it.lineLife.requestPurposes(more, caller)).application!.warnings).toEqual([]);
  });

  test("[VN-BLK-19] a name that an agent declares is not widened to advertising", async () => {
    const caller = vietnamese("v-agent");
    const documentIds = papers(
      ...ownPapers,
      "authorisation_partner_to_agent",
      "authorisation_agent_to_provider",
    );
    const facts = applicant({ ...own, declaredBy: "agent" });
    const filed = filedIn(
      await it.apply(
        brandname("DaiLy", { GTEL: "DaiLy" }, { applicant: facts, documentIds }),
        caller,
      ),
    );
    const { lineId } = await it.steps(
      "vn-bulksms",
      filed.applicationId,
      ["expert", "complete"],
      ["operations", "operator_accepts"],
    );
    await expect(
      it.lineLife.requestPurposes({ requestId: "ads", lineId, purposes: ["advertising"] }, caller),
    ).rejects.toMatchObject({ reason: "advertising_by_agent" });
  });

  test("a returned dossier is corrected once for all operators that wait for it", async () => {
    const caller = vietnamese("v-3");
    const answer = await it.registry.apply(
      brandname("SachHay", { VIETTEL: "SachHay", GTEL: "SachHay", VINAPHONE: "SachHay" }),
      caller,
    );
    if (answer.outcome?.$case !== "filed") throw new Error("deficient");
    const ids = answer.outcome.value.applications.map(({ applicationId }) => applicationId);
    const expert = it.principals.staff("expert", "vn-bulksms");
    for (const applicationId of ids.slice(0, 2))
      await it.registry.advanceApplication(
        {
          applicationId,
          event: "incomplete",
          expectedVersion: 1n,
          note: "",
          findings: [{ code: "letter", subject: "x", rule: "r", source: "s", remedy: "sign it" }],
          originals: [],
          operatorAnswer: undefined,
        },
        expert,
      );
    const correction = brandname("", {}, { applicationId: ids[0]!, documentIds: {} });
    const corrected = await it.registry.apply(correction, caller);
    expect(corrected.outcome).toMatchObject({
      $case: "filed",
      value: {
        applications: [
          { applicationId: ids[0], state: "dossier_review", version: 3n },
          { applicationId: ids[1], state: "dossier_review", version: 3n },
        ],
      },
    });
  });

  test("of two applications for one name at one operator at the same moment one is filed", async () => {
    const answers = await Promise.all(
      [0, 1, 2].map((i) =>
        it.apply(brandname("MotTen", { VIETTEL: "MotTen" }), vietnamese(`twin-${i}`)),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome?.$case === "filed")).toHaveLength(1);
  });
});
