import { market, sendGate } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { askGate, everyMessageGate, type GateFacts } from "./send-gate.js";

const gate = everyMessageGate(market("IR"))!;

const recipient = {
  kind: "one",
  optedOut: false,
  onCustomerList: true,
  blacklisted: false,
} as const;
const facts = (over: {
  readonly line?: Partial<GateFacts["line"]>;
  readonly content?: Partial<GateFacts["content"]>;
  readonly recipient?: Partial<typeof recipient> | { readonly [name: string]: boolean };
  readonly patternApproved?: boolean | null;
}): GateFacts => ({
  line: { status: "active", type: "service", family: "landline_021", version: "3", ...over.line },
  content: {
    category: null,
    advertising: false,
    solicited: true,
    version: "2021-01-01",
    ...over.content,
  },
  patternApproved: over.patternApproved ?? null,
  patternVersion: "",
  recipient: { ...recipient, ...over.recipient },
});

const blockedBy = (given: GateFacts): string | undefined => askGate(gate, given).blocking?.code;

describe("the send gate of Iran", () => {
  test("[IR-ASN-01] a service line sends at any hour, also to numbers that block advertising", () => {
    const answer = askGate(gate, facts({ recipient: { blacklisted: true } }));
    expect(answer.blocking).toBeUndefined();
    // No rule asks for the hour, and the card shows that the black list was not asked.
    expect(answer.tried.map(({ rule }) => rule)).toEqual(gate.reasons.map(({ code }) => code));
    expect(answer.tried.find(({ rule }) => rule === "blacklisted")).toMatchObject({
      passed: true,
      facts: [
        { name: "line_type", value: "service", version: "3" },
        { name: "asked", value: "no" },
      ],
    });
  });

  test("[IR-ASN-02] an advertising line never reaches a number on the black list", () => {
    const line = { type: "advertising" };
    expect(blockedBy(facts({ line, recipient: { blacklisted: true } }))).toBe("blacklisted");
    expect(blockedBy(facts({ line, content: { advertising: true } }))).toBeUndefined();
  });

  test("the first rule that fails decides, and what comes after is not tried", () => {
    const worst = facts({
      line: { status: "suspended" },
      content: { advertising: true },
      recipient: { optedOut: true, onCustomerList: false, blacklisted: true },
    });
    const { blocking, tried } = askGate(gate, worst);
    expect(blocking?.code).toBe("line_not_active");
    expect(tried).toHaveLength(1);
    expect(blockedBy({ ...worst, line: { ...worst.line, status: "active" } })).toBe(
      "advertising_on_service_line",
    );
  });

  test("opting out wins over list membership and over the type of the line", () => {
    for (const type of ["service", "advertising"]) {
      expect(blockedBy(facts({ line: { type }, recipient: { optedOut: true } }))).toBe("opted_out");
    }
  });

  test("the customer list is asked of service lines of the list families only", () => {
    const off = { onCustomerList: false };
    expect(blockedBy(facts({ recipient: off }))).toBe("not_on_customer_list");
    expect(blockedBy(facts({ line: { family: "shatel" }, recipient: off }))).toBeUndefined();
    expect(blockedBy(facts({ line: { type: "advertising" }, recipient: off }))).toBeUndefined();
  });

  test("a shared line carries approved patterns only", () => {
    const line = { family: "shared_pattern" };
    expect(blockedBy(facts({ line }))).toBe("pattern_not_approved");
    expect(blockedBy(facts({ line, patternApproved: false }))).toBe("pattern_not_approved");
    expect(blockedBy(facts({ line, patternApproved: true }))).toBeUndefined();
  });

  test("of a campaign the card says how many recipients lists dropped before", () => {
    const filtered = { kind: "filtered", dropped: { opted_out: 7 }, listVersion: 4 } as const;
    const { blocking, tried } = askGate(gate, { ...facts({}), recipient: filtered });
    expect(blocking).toBeUndefined();
    expect(tried.find(({ rule }) => rule === "opted_out")?.facts).toEqual([
      { name: "recipients_dropped_before", value: "7", version: "4" },
    ]);
  });

  test("every failing example of the pack blocks with its code, every passing one does not", () => {
    for (const { code, examples } of gate.reasons) {
      for (const example of examples.fails)
        expect(blockedBy(fromExample(example)), code).toBe(code);
      for (const example of examples.passes) {
        expect(blockedBy(fromExample(example)), code).not.toBe(code);
      }
    }
  });
});

test("a gate with a code that nothing decides is not asked at all", () => {
  const marketing = sendGate(market("TR"), "trMarketing")!;
  expect(() => askGate(marketing, facts({}))).toThrow("provider_without_refusal_service");
  expect(everyMessageGate(market("TR"))).toBeUndefined();
});

type Example = Readonly<Record<string, string | number | boolean | null>>;

const fromExample = (example: Example): GateFacts =>
  facts({
    line: {
      status: String(example["lineStatus"] ?? "active"),
      type: String(example["lineType"] ?? "service"),
      family: String(example["lineFamily"] ?? "shatel"),
    },
    content: { advertising: example["contentClass"] === "advertising" },
    patternApproved: example["patternApproved"] === true,
    recipient: {
      optedOut: example["recipientOptedOut"] === true,
      onCustomerList: example["recipientOnCustomerList"] !== false,
      blacklisted: example["recipientOnBlacklist"] === true,
    },
  });
