import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import {
  ApplicantKind,
  LineStatus,
  LineType,
  SenderKind,
  SenderOrigin,
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
    "national_card",
    "national_card_receipt",
    "birth_certificate",
    "business_licence",
    "business_licence_or_enamad",
    "business_licence_or_enamad_or_guild_permit",
    "founding_notice",
    "board_change_notice",
    "signatory_national_card",
    "representative_letter",
    "representative_national_card",
    "guild_permit",
    "voip_contract",
    "legal_and_company_papers",
    "commitment_form",
    "promissory_note",
  ].map((code) => jpeg(`d-${code}`, code));
});
afterAll(() => it[Symbol.asyncDispose]());

const natural: { readonly market: string; readonly kind: PersonKind } = {
  market: "IR",
  kind: PersonKind.NATURAL,
};
const legal = { market: "IR", kind: PersonKind.LEGAL };
const papers = (...codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, `d-${code}`]));
const identity = ["national_card", "birth_certificate"];
const company = ["founding_notice", "board_change_notice", "signatory_national_card"];
const applicant = (kind: ApplicantKind, facts: Readonly<Record<string, string>> = {}) => ({
  kind,
  representativeIsSignatory: true,
  nationalCardIsSmart: true,
  sector: "general",
  facts,
});
/** From the desk to the operator's answer, for families without originals. */
const toActive = [
  ["expert", "approve"],
  ["operations", "originals_arrive"],
  ["operations", "forward"],
  ["operations", "start_review"],
  ["operations", "whitelist"],
] as const;

type Row = {
  readonly id: string;
  readonly family: string;
  readonly number: string;
  readonly natural: readonly string[];
  readonly legal: readonly string[];
  readonly facts?: Readonly<Record<string, string>>;
};

const ofAsanak: readonly Row[] = [
  {
    id: "[IR-ASN-03] [IR-ASN-04]",
    family: "shatel",
    number: "80001",
    natural: [...identity, "business_licence_or_enamad"],
    legal: [...company, "guild_permit"],
  },
  {
    id: "[IR-ASN-05] [IR-ASN-06]",
    family: "ariantel",
    number: "80002",
    natural: [...identity, "business_licence_or_enamad"],
    legal: company,
  },
  {
    id: "[IR-ASN-07] [IR-ASN-08]",
    family: "asiatech_9000",
    number: "9000",
    natural: [...identity, "business_licence"],
    legal: company,
  },
  ...["9101", "9130"].map((number) => ({
    id: "[IR-ASN-07] [IR-ASN-09] [IR-ASN-10]",
    family: `asiatech_${number}`,
    number,
    natural: [...identity, "business_licence", "voip_contract"],
    legal: [...company, "voip_contract"],
    facts: { voipActive: "true" },
  })),
];

describe.each(ofAsanak)("$id $family at Asanak", (row) => {
  const request = (kind: "natural" | "legal", over: Partial<ApplyRequest> = {}) =>
    plainRequest({
      family: row.family,
      applicant: applicant(
        kind === "natural" ? ApplicantKind.NATURAL : ApplicantKind.LEGAL,
        row.facts,
      ),
      documentIds: papers(...row[kind]),
      ...over,
    });

  test.each(["natural", "legal"] as const)(
    "a %s person files once with exactly these papers and gets a service line",
    async (kind) => {
      const caller = it.customer(`${row.family}-${kind}`, {
        providerId: "asanak",
        ...(kind === "natural" ? natural : legal),
      });
      const lineNumber = `${row.number}${kind === "natural" ? "1111" : "2222"}`;
      for (const missing of row[kind]) {
        const few = papers(...row[kind].filter((code) => code !== missing));
        const answer = await it.apply(request(kind, { lineNumber, documentIds: few }), caller);
        expect(deficienciesIn(answer), missing).toEqual(["DOCUMENT_MISSING"]);
      }
      const filed = filedIn(await it.apply(request(kind, { lineNumber }), caller));
      expect(filed).toMatchObject({ lineType: LineType.SERVICE, state: "provider_review" });
      const active = await it.steps("asanak", filed.applicationId, ...toActive);
      const { line } = await it.registry.getLine({ lineId: active.lineId }, caller);
      expect(line).toMatchObject({
        number: lineNumber,
        type: LineType.SERVICE,
        status: LineStatus.ACTIVE,
        governedByList: false,
        senderKind: SenderKind.NUMBER,
      });
    },
  );

  test("[IR-MEL-04] on request it is an advertising line, and never both", async () => {
    const caller = it.customer(`${row.family}-ads`, { providerId: "asanak", ...legal });
    const lineNumber = `${row.number}3333`;
    const wanted = request("legal", { lineNumber, lineType: LineType.ADVERTISING });
    const filed = filedIn(await it.apply(wanted, caller));
    const active = await it.steps("asanak", filed.applicationId, ...toActive);
    const { line } = await it.registry.getLine({ lineId: active.lineId }, caller);
    expect(line).toMatchObject({ type: LineType.ADVERTISING, governedByList: false });
  });
});

test("[IR-ASN-09] [IR-ASN-10] 9101 and 9130 are refused until an Asiatech VoIP service is active, 9000 asks for none", async () => {
  const codes = async (family: string, lineNumber: string, facts: Record<string, string>) => {
    const answer = await it.apply(
      plainRequest({
        family,
        lineNumber,
        applicant: applicant(ApplicantKind.LEGAL, facts),
        documentIds: papers(...company, "voip_contract"),
      }),
    );
    return answer.outcome?.$case === "filed" ? [] : deficienciesIn(answer);
  };
  expect(await codes("asiatech_9101", "91015555", {})).toEqual(["voip_service_required"]);
  expect(await codes("asiatech_9130", "91305555", { voipActive: "false" })).toEqual([
    "voip_service_required",
  ]);
  expect(await codes("asiatech_9130", "91305555", { voipActive: "perhaps" })).toEqual([
    "FACT_INVALID",
    "voip_service_required",
  ]);
  expect(await codes("asiatech_9000", "90005555", { voipActive: "false" })).toEqual([]);
  const { checklist } = await it.registry.getChecklist(
    { providerId: "asanak", family: "asiatech_9101", applicant: applicant(ApplicantKind.LEGAL) },
    it.tenant,
  );
  expect(checklist?.facts.map(({ fact }) => fact)).toContain("voipActive");
  expect(checklist?.senderRules.map(({ code }) => code)).toEqual(["voip_service_required"]);
});

describe("at Melipayamak", () => {
  const ofMelipayamak = (
    id: string,
    who: { readonly market: string; readonly kind: PersonKind } = natural,
  ) => it.customer(id, { providerId: "melipayamak", ...who });
  const samantel = (over: Partial<ApplyRequest> = {}) =>
    plainRequest({
      providerId: "melipayamak",
      family: "samantel_9999",
      applicant: applicant(ApplicantKind.NATURAL),
      documentIds: papers("business_licence_or_enamad_or_guild_permit"),
      ...over,
    });

  test("[IR-MEL-09] a Samantel number has ten random digits that nobody chooses, and no note", async () => {
    const caller = ofMelipayamak("shop-1");
    const chosen = await it.apply(samantel({ lineNumber: "9999123456" }), caller);
    expect(deficienciesIn(chosen)).toEqual(["custom_digits_not_available"]);
    const filed = await Promise.all(
      [1, 2, 3].map(async () => filedIn(await it.apply(samantel(), caller))),
    );
    const numbers = filed.map(({ lineNumber }) => lineNumber);
    expect(new Set(numbers).size).toBe(3);
    for (const number of numbers) expect(number).toMatch(/^9999\d{6}$/u);
    const active = await it.steps("melipayamak", filed[0]!.applicationId, ...toActive);
    const { line } = await it.registry.getLine({ lineId: active.lineId }, caller);
    // [IR-MEL-19] Whether it receives is not known until the operator says so.
    expect(line).toMatchObject({ number: numbers[0], inbound: "unknown", type: LineType.SERVICE });
    const { checklist } = await it.registry.getChecklist(
      { providerId: "melipayamak", family: "samantel_9999", applicant: samantel().applicant },
      caller,
    );
    expect(checklist).toMatchObject({
      senderOrigin: SenderOrigin.DRAWN,
      guarantee: { required: false },
      duration: { minimum: "1 working week", maximum: "" },
    });
  });

  test("[IR-MEL-06] a company converts its own number; a person is refused; two to six months are announced", async () => {
    const caller = ofMelipayamak("clinic", legal);
    const dedicated = (kind: ApplicantKind) =>
      plainRequest({
        providerId: "melipayamak",
        family: "dedicated",
        lineNumber: "50001234",
        applicant: applicant(kind),
        documentIds: papers("legal_and_company_papers"),
      });
    expect(deficienciesIn(await it.apply(dedicated(ApplicantKind.NATURAL), caller))).toEqual([
      "legal_person_only",
    ]);
    const filed = filedIn(await it.apply(dedicated(ApplicantKind.LEGAL), caller));
    expect(filed.dueAt?.toISOString().slice(0, 10)).toBe("2027-05-22");
    const { checklist } = await it.registry.getChecklist(
      { providerId: "melipayamak", family: "dedicated", applicant: applicant(ApplicantKind.LEGAL) },
      caller,
    );
    expect(checklist).toMatchObject({
      senderOrigin: SenderOrigin.HELD,
      duration: { minimum: "2 months", maximum: "6 months" },
    });
  });

  test("[IR-MEL-01] the shared line is for who has a site, an app or software; the sender is the provider's common one, and sends at once", async () => {
    const caller = ofMelipayamak("app-maker");
    const shared = (facts: Record<string, string>) =>
      plainRequest({
        providerId: "melipayamak",
        family: "shared_pattern",
        applicant: applicant(ApplicantKind.NATURAL, facts),
      });
    expect(deficienciesIn(await it.apply(shared({ hasSite: "false" }), caller))).toEqual([
      "no_site_or_app",
    ]);
    const filed = filedIn(await it.apply(shared({ hasApp: "true" }), caller));
    expect(filed).toMatchObject({ lineNumber: "", senderKind: SenderKind.SHARED });
    expect(deficienciesIn(await it.apply(shared({ hasApp: "true" }), caller))).toEqual([
      "APPLICATION_EXISTS",
    ]);
    const approve = ["expert", "approve"] as const;
    await expect(it.steps("melipayamak", filed.applicationId, approve)).rejects.toMatchObject({
      reason: "COMMON_LINE_MISSING",
    });
    it.answers.customers.set("platform-of-melipayamak", { providerId: "melipayamak", ...legal });
    await it.registry.provisionLine(
      {
        tenantId: "platform-of-melipayamak",
        providerId: "melipayamak",
        market: "IR",
        family: "shared_pattern",
        number: "50004000",
        type: LineType.SERVICE,
      },
      it.principals.staff("operations", "melipayamak"),
    );
    // Whoever filed it may have died since: what waits is admitted by the process that runs.
    await it.restart();
    const active = await eventually(
      async () => {
        const asked = { applicationId: filed.applicationId };
        const { application } = await it.registry.getApplication(asked, caller);
        return application?.state === "active_service" ? application : undefined;
      },
      { what: "the admission" },
    );
    expect(active.history.at(-1)).toMatchObject({ event: "admit", actor: "platform" });
    const other = ofMelipayamak("other-app");
    // With a common sender there is nothing to wait for: texts are reviewed, not the access.
    const alsoActive = filedIn(await it.apply(shared({ hasSoftware: "true" }), other));
    expect(alsoActive).toMatchObject({ state: "active_service", lineNumber: "50004000" });
    const { line: mine } = await it.registry.getLine({ lineId: alsoActive.lineId }, other);
    expect(mine?.history.map(({ event, actor }) => [event, actor])).toEqual([
      ["submit", "applicant"],
      ["admit", "platform"],
    ]);
    expect(alsoActive.lineId).not.toBe(active.lineId);
    for (const [lineId, who] of [
      [active.lineId, caller],
      [alsoActive.lineId, other],
    ] as const) {
      const { line } = await it.registry.getLine({ lineId }, who);
      expect(line).toMatchObject({ number: "50004000", senderKind: SenderKind.SHARED });
    }
  });
});

test("[IR-ASN-12] a 026 number is converted by the rules of 021 under its own prefix", async () => {
  const answer = await it.apply({
    family: "landline_026",
    lineNumber: "02634567890",
    documentIds: papers("commitment_form", "promissory_note"),
  });
  expect(filedIn(answer)).toMatchObject({ family: "landline_026", lineNumber: "02634567890" });
  expect(
    deficienciesIn(
      await it.apply({
        family: "landline_026",
        lineNumber: "02134567890",
        documentIds: papers("commitment_form", "promissory_note"),
      }),
    ),
  ).toEqual(["LINE_NUMBER_INVALID"]);
});

test("[IR-ASN-13] an advertising variant is no conversion: a landline number is converted to service only", async () => {
  const answer = await it.apply({
    lineNumber: "02155554444",
    lineType: LineType.ADVERTISING,
    documentIds: papers("commitment_form", "promissory_note"),
  });
  expect(deficienciesIn(answer)).toEqual(["LINE_TYPE_NOT_OFFERED"]);
});

describe("all families of a market", () => {
  test("[IR-KND-07] [IR-MEL-10] are data: provider, note, list, operator and source of each, and what this person can never hold", async () => {
    const caller = it.customer("student", { providerId: "kando", ...natural });
    const { families } = await it.registry.listFamilies({ market: "" }, caller);
    expect(families.map(({ family, providerId }) => `${providerId}:${family}`)).toEqual([
      "asanak:shatel",
      "asanak:ariantel",
      "asanak:asiatech_9000",
      "asanak:asiatech_9101",
      "asanak:asiatech_9130",
      "asanak:landline_021",
      "kando:landline_021",
      "asanak:landline_026",
      "kando:line_3000",
      "kando:line_1000",
      "melipayamak:dedicated",
      "melipayamak:shared_pattern",
      "melipayamak:samantel_9999",
    ]);
    const of = (provider: string, family: string) =>
      families.find((each) => each.family === family && each.providerId === provider);
    for (const [family, minor] of [
      ["line_3000", 500_000_000n],
      ["line_1000", 500_000_000n],
      ["landline_021", 50_000_000n],
    ] as const)
      expect(of("kando", family)).toMatchObject({
        needsList: true,
        guarantee: { required: true, amount: { currency: "IRR", minor } },
        eligible: false,
        reason: "legal_person_only",
      });
    expect(of("kando", "line_1000")).toMatchObject({ lineOperator: "RAHYAB" });
    expect(of("melipayamak", "samantel_9999")).toMatchObject({
      eligible: true,
      prefix: "9999",
      digits: [10],
    });
    for (const { source } of families) expect(source).not.toBe("");
  });

  test("of another market are shown too, of none to nobody", async () => {
    const { families } = await it.registry.listFamilies({ market: "VN" }, it.tenant);
    expect(families).toMatchObject([
      { family: "brandname", operators: expect.arrayContaining(["VIETTEL", "ITEL"]) },
    ]);
    await expect(it.registry.listFamilies({ market: "XX" }, it.tenant)).rejects.toMatchObject({
      reason: "MARKET_UNKNOWN",
    });
    await expect(
      it.registry.proposeSpellings({ family: "", name: "VT", market: "IR" }, it.tenant),
    ).rejects.toMatchObject({ reason: "NAME_NOT_DECLARED" });
  });
});
