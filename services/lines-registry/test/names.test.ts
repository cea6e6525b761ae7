import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import {
  ApplicantKind,
  LineStatus,
  LineType,
  SenderKind,
  type ApplyRequest,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { eventually } from "@whiteline/testkit";
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
    "title_right_proof",
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
const turkish = (id: string) =>
  it.customer(id, { providerId: "aktan", market: "TR", kind: PersonKind.LEGAL });
const vietnamese = (id: string) =>
  it.customer(id, { providerId: "vn-bulksms", market: "VN", kind: PersonKind.LEGAL });
const applicant = (facts: Readonly<Record<string, string>> = {}) => ({
  kind: ApplicantKind.LEGAL,
  representativeIsSignatory: true,
  nationalCardIsSmart: true,
  sector: "",
  facts,
});
const everything = ["btkAuthorised", "iso9001", "iso27001", "licencePublished"];
const administrator = () => it.principals.staff("administrator", "aktan");
const record = async (over: {
  readonly met?: readonly string[];
  readonly suspended?: boolean;
  readonly validUntil?: Readonly<Record<string, string>>;
}) => {
  const { eligibility } = await it.registry.getProviderEligibility(
    { providerId: "aktan" },
    administrator(),
  );
  const { met = everything, suspended = false, validUntil = {} } = over;
  return it.registry.setProviderEligibility(
    {
      providerId: "aktan",
      expectedVersion: eligibility!.version,
      kind: "partner",
      met,
      suspended,
      note: "",
      validUntil,
    },
    administrator(),
  );
};

describe("a Turkish sender", () => {
  const title = (lineNumber: string, over: Partial<ApplyRequest> = {}) =>
    plainRequest({
      providerId: "aktan",
      family: "sender_title",
      lineNumber,
      applicant: applicant(),
      documentIds: papers("title_right_proof"),
      ...over,
    });

  test("[TR-AKT-22] [TR-AKT-23] nothing is applied for at a provider of whom no authorisation is recorded", async () => {
    expect(deficienciesIn(await it.apply(title("ORNEK"), turkish("t-early")))).toEqual([
      "PROVIDER_NOT_ELIGIBLE",
    ]);
    const { checklist } = await it.registry.getChecklist(
      { providerId: "aktan", family: "sender_title", applicant: applicant() },
      turkish("t-early"),
    );
    expect(checklist?.providerLacks).toEqual(everything);
    const partly = await record({ met: ["btkAuthorised", "iso9001", "licencePublished"] });
    expect(partly.eligibility).toMatchObject({ eligible: false, missing: ["iso27001"] });
    const whole = await record({ validUntil: { iso9001: "2027-06-30" } });
    expect(whole.eligibility).toMatchObject({ eligible: true, missing: [], version: 2n });
  });

  test("[TR-AKT-12] a title of 3 to 11 characters without Turkish letters becomes a line of the company", async () => {
    await record({});
    const caller = turkish("t-1");
    for (const [name, codes] of [
      ["AB", ["too_short"]],
      ["", ["too_short"]],
      ["ORNEK KITABEVI", ["too_long"]],
      ["ÖRNEK", ["forbidden_character"]],
      ["ÖRNEK KITABEVI@", ["too_long", "forbidden_character"]],
    ] as const)
      expect(deficienciesIn(await it.apply(title(name), caller)), name).toEqual(codes);
    const filed = filedIn(await it.apply(title("ORNEK KITAP"), caller));
    expect(filed).toMatchObject({ senderKind: SenderKind.TITLE, state: "provider_review" });
    const active = await it.steps(
      "aktan",
      filed.applicationId,
      ["expert", "approve"],
      ["operations", "operator_accepts"],
    );
    const { line } = await it.registry.getLine({ lineId: active.lineId }, caller);
    expect(line).toMatchObject({
      number: "ORNEK KITAP",
      market: "TR",
      type: LineType.ANY,
      status: LineStatus.ACTIVE,
      inbound: "no",
      heldBack: "",
    });
  });

  test("of two applications for one title at the same moment one is filed, however it is spelt", async () => {
    await record({});
    const answers = await Promise.all(
      ["KITAPCIM", "Kitapcim", "KITAP.CIM", "kitap cim"].map((name, i) =>
        it.apply(title(name), turkish(`race-${i}`)),
      ),
    );
    const cases = answers.map(({ outcome }) => outcome?.$case);
    expect(cases.filter((each) => each === "filed")).toHaveLength(1);
    for (const answer of answers.filter(({ outcome }) => outcome?.$case === "deficient"))
      expect(deficienciesIn(answer)).toEqual(["APPLICATION_EXISTS"]);
  });

  test("an interactive number has 4 or 10 digits and receives", async () => {
    await record({});
    const caller = turkish("t-2");
    const interactive = (lineNumber: string) =>
      title(lineNumber, { family: "interactive_number", documentIds: {} });
    for (const wrong of ["123", "12345", "abcd", "12345678901"])
      expect(deficienciesIn(await it.apply(interactive(wrong), caller))).toEqual([
        "LINE_NUMBER_INVALID",
      ]);
    filedIn(await it.apply(interactive("8501234567"), caller));
    const filed = filedIn(await it.apply(interactive("4321"), caller));
    const active = await it.steps(
      "aktan",
      filed.applicationId,
      ["expert", "approve"],
      ["operations", "operator_accepts"],
    );
    const { line } = await it.registry.getLine({ lineId: active.lineId }, caller);
    expect(line).toMatchObject({ number: "4321", inbound: "yes", type: LineType.ANY });
  });

  test("[TR-AKT-22] sending stops at once when the provider is suspended, and when a certificate ends", async () => {
    await record({});
    const caller = turkish("t-3");
    const filed = filedIn(await it.apply(title("DURDUR"), caller));
    const { lineId } = await it.steps(
      "aktan",
      filed.applicationId,
      ["expert", "approve"],
      ["operations", "operator_accepts"],
    );
    const line = async () => (await it.registry.getLine({ lineId }, caller)).line!;
    const isOurs = (fact: object) =>
      (fact as { readonly line: { readonly lineId: string } }).line.lineId === lineId;

    await record({ suspended: true });
    expect(await line()).toMatchObject({
      status: LineStatus.SUSPENDED,
      heldBack: "provider_ineligible",
      version: 2n,
    });
    expect(await it.told("LineSuspended", isOurs)).toMatchObject({
      reason: "provider_ineligible",
      line: { status: LineStatus.SUSPENDED },
    });
    expect(deficienciesIn(await it.apply(title("BASKA"), caller))).toEqual([
      "PROVIDER_NOT_ELIGIBLE",
    ]);

    await record({ validUntil: { iso27001: "2026-11-22" } });
    expect(await line()).toMatchObject({ status: LineStatus.ACTIVE, heldBack: "", version: 3n });
    it.clock.advance(24 * 3_600_000);
    await eventually(async () => (await line()).status === LineStatus.SUSPENDED);
    await record({});
    expect((await line()).status).toBe(LineStatus.ACTIVE);
  });

  test("only an administrator of the provider records, on the version that was read, and what is asked", async () => {
    const { eligibility } = await it.registry.getProviderEligibility(
      { providerId: "aktan" },
      turkish("t-4"),
    );
    const good = {
      providerId: "aktan",
      expectedVersion: eligibility!.version,
      kind: "partner",
      met: everything,
      suspended: false,
      note: "",
      validUntil: {},
    };
    for (const [caller, over, reason] of [
      [turkish("t-4"), {}, "STAFF_REQUIRED"],
      [it.principals.staff("operations", "aktan"), {}, "ROLE_REQUIRED"],
      [it.principals.staff("administrator", "asanak"), {}, "OTHER_PROVIDER"],
      [administrator(), { expectedVersion: 99n }, "CASE_MOVED_ON"],
      [administrator(), { kind: "friend" }, "PROVIDER_KIND_UNKNOWN"],
      [administrator(), { met: ["iso1"] }, "REQUIREMENT_UNKNOWN"],
      [administrator(), { validUntil: { iso9001: "2027-02-30" } }, "DAY_INVALID"],
      [administrator(), { note: "x".repeat(501) }, "TOO_MUCH_SAID"],
    ] as const)
      await expect(
        it.registry.setProviderEligibility({ ...good, ...over }, caller),
        reason,
      ).rejects.toMatchObject({ reason });
    const iran = await it.registry.getProviderEligibility({ providerId: "asanak" }, it.tenant);
    expect(iran.eligibility).toMatchObject({ eligible: true, requirements: [] });
  });
});

describe("a Vietnamese brandname", () => {
  const own = { declaredBy: "direct", nameKind: "own_name", publicAdministrativeUnit: "false" };
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
