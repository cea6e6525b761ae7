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
  it.answers.documents = [jpeg("d-title_right_proof", "title_right_proof")];
});
afterAll(() => it[Symbol.asyncDispose]());

const papers = (...codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, `d-${code}`]));
const turkish = (id: string) =>
  it.customer(id, { providerId: "aktan", market: "TR", kind: PersonKind.LEGAL });
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
    expect((await line()).history.at(-1)).toMatchObject({
      event: "provider_ineligible",
      note: "it is suspended",
      from: "active",
      to: "suspended",
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
