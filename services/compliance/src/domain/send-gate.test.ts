import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { factsOfExample } from "./gate-examples.testdata.js";
import { askGate, gatesOf, type GateFacts } from "./send-gate.js";

const iran = market("IR");
const gate = gatesOf(iran, "")[0]!;

type Recipient = { optedOut?: boolean; onCustomerList?: boolean; blacklisted?: boolean };

const facts = (over: {
  readonly line?: Partial<GateFacts["line"]>;
  readonly content?: Partial<GateFacts["content"]>;
  readonly recipient?: Recipient;
  readonly patternApproved?: boolean | null;
}): GateFacts => {
  const example = {
    recipientOptedOut: over.recipient?.optedOut === true,
    recipientOnCustomerList: over.recipient?.onCustomerList !== false,
    recipientOnBlacklist: over.recipient?.blacklisted === true,
  };
  const base = factsOfExample(iran, example);
  return {
    ...base,
    line: { ...base.line, family: "landline_021", version: "3", ...over.line },
    content: { ...base.content, ...over.content },
    patternApproved: over.patternApproved ?? null,
  };
};

const blockedBy = (given: GateFacts): string | undefined =>
  askGate(iran, gate, given).blocking?.code;

describe("the send gate of Iran", () => {
  test("[IR-ASN-01] a service line sends at any hour, also to numbers that block advertising", () => {
    const answer = askGate(iran, gate, facts({ recipient: { blacklisted: true } }));
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
    const { blocking, tried } = askGate(iran, gate, worst);
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
    const { blocking, tried } = askGate(iran, gate, { ...facts({}), recipient: filtered });
    expect(blocking).toBeUndefined();
    expect(tried.find(({ rule }) => rule === "opted_out")?.facts).toEqual([
      { name: "recipients_dropped_before", value: "7", version: "4" },
    ]);
  });
});

test.each(["IR", "TR", "VN"] as const)(
  "every failing example of a rule of %s blocks with its code, every passing one does not",
  (code) => {
    const pack = market(code);
    for (const one of pack.gates) {
      for (const { code: rule, examples } of one.reasons) {
        const asked = (example: (typeof examples.fails)[number]) => {
          const purpose = example["purpose"] ?? one.purpose ?? "";
          return askGate(pack, one, factsOfExample(pack, { purpose, ...example })).blocking?.code;
        };
        for (const example of examples.fails) expect(asked(example), rule).toBe(rule);
        for (const example of examples.passes) expect(asked(example), rule).not.toBe(rule);
      }
    }
  },
);

describe("the gates of a kind of traffic", () => {
  test("a market without a gate for every message has none", () => {
    expect(gatesOf({ ...iran, gates: [] }, "")).toEqual([]);
    expect(gatesOf(market("TR"), "informational").map(({ name }) => name)).toEqual(["trSend"]);
    expect(gatesOf(market("TR"), "marketing").map(({ name }) => name)).toEqual([
      "trSend",
      "trMarketing",
    ]);
  });

  test("[TR-AKT-18] marketing says how to refuse, however it is written", () => {
    const turkey = market("TR");
    const [, marketing] = gatesOf(turkey, "marketing");
    const blocked = (text: string) =>
      askGate(turkey, marketing!, {
        ...factsOfExample(turkey, { purpose: "marketing" }),
        text,
      }).blocking?.code;
    expect(
      blocked("%20 indirim! SMS almak istemiyorsanız RET yazıp 3344'e gönderin"),
    ).toBeUndefined();
    expect(blocked("%20 indirim, cikmak icin RET yazin")).toBeUndefined();
    expect(blocked("%20 INDIRIM, IPTAL icin 3344")).toBeUndefined();
    expect(blocked("%20 indirim, ret ile ilgisi yok")).toBe("missing_refusal_notice");
    expect(blocked("%20 indirim")).toBe("missing_refusal_notice");
  });
});

test("a gate with a code that nothing decides is not asked at all", () => {
  const [first] = gate.reasons;
  const odd = { ...gate, reasons: [{ ...first!, code: "horoscope", subject: "text" as const }] };
  expect(() => askGate(iran, odd, facts({}))).toThrow("horoscope");
});
