import { lineFamily, market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { noticeRetryAt, noticeOf, noticeText } from "./activation-notice.js";
import { judgeHeldNumber, judgePurposes, lineAfter, type Line } from "./line.js";
import { stoppingPurposes } from "./possible-requests.js";
import { isSameEntry, judgeEntry } from "./provisioned-line.js";
import { readLineNumber } from "./sender.js";

const iran = market("IR");
const at = new Date("2026-11-22T08:00:00Z");
const made = { lineId: "l-new", at, providerBlocked: false };
const whitelisted = {
  applicationId: "a-1",
  tenantId: "t-1",
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  lineNumber: "02191001234",
  senderKey: "02191001234",
  name: "02191001234",
  operator: "",
  lineType: "service" as const,
  state: "active_service",
  owesNotice: true,
};
const advertising: Line = {
  lineId: "l-1",
  tenantId: "t-1",
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  number: "02191001234",
  kind: "number",
  senderKey: "02191001234",
  type: "advertising",
  status: "active",
  providerBlocked: false,
  operators: [],
  version: 4,
  governedByList: false,
  inbound: "yes",
  activeSince: new Date("2020-01-01"),
  platform: false,
  applicationId: null,
  notice: "",
  noticeMessageId: "",
};
const lineOf = (...given: Parameters<typeof lineAfter>) => {
  const step = lineAfter(...given);
  if (step.kind !== "changed") throw new Error(step.kind);
  return step.line;
};

describe("[IR-ASN-18] the white list", () => {
  test("makes a new service line that follows its list and owes a notice", () => {
    expect(lineOf(iran, whitelisted, undefined, made)).toMatchObject({
      lineId: "l-new",
      type: "service",
      status: "active",
      version: 1,
      governedByList: true,
      inbound: "unknown",
      activeSince: at,
      notice: "pending",
    });
  });

  test("[IR-ASN-13] turns the advertising line its holder has into a service line", () => {
    expect(lineOf(iran, whitelisted, advertising, made)).toMatchObject({
      lineId: "l-1",
      type: "service",
      version: 5,
      governedByList: true,
      inbound: "yes",
    });
  });

  test("gives nobody the line of another", () => {
    expect(lineAfter(iran, whitelisted, { ...advertising, tenantId: "t-2" }, made)).toMatchObject({
      kind: "refused",
      finding: { code: "NUMBER_OF_ANOTHER" },
    });
  });

  test("is the only way to a line", () => {
    for (const state of ["draft", "operator_review", "rejected"])
      expect(lineAfter(iran, { ...whitelisted, state }, undefined, made).kind).toBe("none");
  });
});

test("[IR-ASN-25] suspension, lifting and removal change the line; its notice is not owed again", () => {
  const line = { ...lineOf(iran, whitelisted, undefined, made), notice: "sent" as const };
  const suspended = lineOf(iran, { ...whitelisted, state: "suspended" }, line, made);
  expect(suspended).toMatchObject({ status: "suspended", version: 2, notice: "sent" });
  const lifted = lineOf(iran, whitelisted, suspended, made);
  expect(lifted).toMatchObject({ status: "active", version: 3, notice: "sent" });
  const removed = lineOf(iran, { ...whitelisted, state: "removed" }, lifted, made);
  expect(removed).toMatchObject({ status: "removed", version: 4 });
  expect(judgeHeldNumber(removed, "t-1")).toMatchObject([{ code: "NUMBER_REMOVED_FOR_EVER" }]);
});

describe("[VN-BLK-19] the purposes of a name", () => {
  const vietnam = market("VN");
  const filedAt = (operator: string, ...purposes: readonly string[]) => ({
    ...whitelisted,
    applicationId: `a-${operator}`,
    providerId: "vn-bulksms",
    market: "VN",
    family: "brandname",
    lineNumber: "VTPhim",
    senderKey: "vtphim",
    name: "VTPhim",
    operator,
    lineType: "any" as const,
    state: "active",
    owesNotice: false,
    purposes,
  });
  const declared = (...purposes: readonly string[]) =>
    lineOf(vietnam, filedAt("VIETTEL", ...purposes), undefined, made);
  /** As names of before purposes were kept are stored. */
  const { purposes: _none, ...undeclared } = declared("customer_care");

  test("of a name of which nothing is known nothing is known after one more operator took it", () => {
    const line = lineOf(vietnam, filedAt("VINAPHONE", "customer_care"), undeclared, made);
    expect(line.operators).toHaveLength(2);
    expect(line.purposes ?? []).toEqual([]);
    expect(declared("customer_care").purposes).toEqual(["customer_care"]);
  });

  test("are the same at every operator: neither fewer nor others are filed", () => {
    const line = declared("customer_care", "advertising");
    for (const purposes of [["customer_care"], ["customer_care", "internal_information"]])
      expect(judgePurposes(line, purposes), purposes.join()).toMatchObject([
        { code: "PURPOSES_OF_NAME", subject: "facts.purposes" },
      ]);
    expect(judgePurposes(line, ["advertising", "customer_care"])).toEqual([]);
    expect(judgePurposes(undeclared, ["customer_care"])).toEqual([]);
    expect(judgePurposes(undefined, ["customer_care"])).toEqual([]);
  });

  test("are judged again when the operator accepts: of two filings from before the name was a line the second must say the same", () => {
    const line = declared("customer_care", "advertising");
    expect(lineAfter(vietnam, filedAt("GTEL", "customer_care"), line, made)).toMatchObject({
      kind: "refused",
      finding: { code: "PURPOSES_OF_NAME" },
    });
    const both = lineOf(vietnam, filedAt("GTEL", "advertising", "customer_care"), line, made);
    expect(both.purposes).toEqual(["customer_care", "advertising"]);
    // Filed before purposes were asked: what the operator was told is not known.
    expect(lineOf(vietnam, filedAt("GTEL"), line, made).purposes).toEqual(line.purposes);
    // A name that was declared for more since is suspended and lifted where it was declared first.
    const wider = { ...line, purposes: [...line.purposes!, "internal_information"] };
    const own = filedAt("VIETTEL", "customer_care", "advertising");
    const slept = lineOf(vietnam, { ...own, state: "suspended" }, wider, made);
    expect(lineOf(vietnam, own, slept, made)).toMatchObject({
      status: "active",
      purposes: wider.purposes,
    });
  });

  test("end where a name of which nothing is known is declared for some only", () => {
    expect(stoppingPurposes(vietnam, undeclared, ["advertising"])).toEqual([
      "customer_care",
      "internal_information",
    ]);
    expect(stoppingPurposes(vietnam, declared("customer_care"), ["advertising"])).toEqual([]);
  });
});

test("a number is read as its subscribers see it", () => {
  const family = lineFamily(iran, "landline_021")!;
  expect(readLineNumber(family, " ٠٢١-٩١٠٠ (۱۲۳۴) ")).toEqual({
    kind: "ok",
    number: "02191001234",
  });
  for (const wrong of ["", "91001234", "+982191001234", "021abc", "0".repeat(16)])
    expect(readLineNumber(family, wrong), wrong).toMatchObject({
      kind: "refused",
      finding: { code: "LINE_NUMBER_INVALID" },
    });
});

describe("lines that are entered", () => {
  const entry = {
    tenantId: "t-1",
    providerId: "asanak",
    family: "landline_021",
    number: "021000000",
    type: "service",
  } as const;

  test("a provider's own line serves people on no list", () => {
    expect(judgeEntry(iran, entry, { tenantIsPlatform: true, ...made })).toMatchObject({
      line: { platform: true, type: "service", governedByList: false, notice: "" },
    });
  });

  test("[IR-ASN-13] a tenant's service line comes by application alone", () => {
    const known = { tenantIsPlatform: false, ...made };
    expect(judgeEntry(iran, entry, known)).toMatchObject({
      finding: { code: "SERVICE_LINE_NEEDS_APPLICATION" },
    });
    expect(judgeEntry(iran, { ...entry, type: "advertising" }, known)).toMatchObject({
      line: { type: "advertising", platform: false },
    });
    expect(judgeEntry(iran, { ...entry, family: "landline_999" }, known)).toMatchObject({
      finding: { code: "FAMILY_UNKNOWN" },
    });
    expect(judgeEntry(iran, { ...entry, type: "advertising", number: "1" }, known)).toMatchObject({
      finding: { code: "LINE_NUMBER_INVALID" },
    });
  });

  test("entering it again is the same entry, also after its conversion", () => {
    expect(isSameEntry({ ...advertising, type: "service" }, advertising)).toBe(true);
    expect(isSameEntry({ ...advertising, tenantId: "t-2" }, advertising)).toBe(false);
    expect(isSameEntry({ ...advertising, status: "removed" }, advertising)).toBe(false);
  });
});

test("[IR-ASN-23] the notice comes from 021000000 and names the line", () => {
  const notice = noticeOf(iran, "landline_021")!;
  expect(notice.sender).toBe("021000000");
  expect(noticeOf(market("VN"), "brandname")).toBeUndefined();
  expect(noticeText(notice, advertising)).toContain("02191001234");
  expect(noticeRetryAt(0, at).getTime() - at.getTime()).toBe(5_000);
  expect(noticeRetryAt(30, at).getTime() - at.getTime()).toBe(600_000);
});
