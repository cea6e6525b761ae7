import { describe, expect, test } from "vitest";
import { defineMarket, MarketPackError } from "./define-market.js";
import { marketRegistry } from "./market-registry.js";
import { market, markets } from "./markets.js";
import { checklist } from "./lines.js";
import { normaliseNumber } from "./numbering.js";
import { freedonia } from "./freedonia.testdata.js";
import { segmentTable } from "./segments.js";

/** Every object of a pack, with the path that leads to it. */
function* entriesOf(value: unknown, path = ""): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* entriesOf(inner, `${path}.${key}`);
}

const packs = ["IR", "TR", "VN"].map((code) => markets.get(code));

describe.each(packs.map((pack) => [pack.code, pack] as const))("the pack of %s", (_, pack) => {
  test("gives a source for everything that has a basis", () => {
    const cited = [...entriesOf(pack)].filter(
      ([, entry]) => "basis" in entry && !("maxChars" in entry),
    );
    expect(cited.length).toBeGreaterThan(60);
    expect(cited.filter(([, { source }]) => typeof source !== "string" || source === "")).toEqual(
      [],
    );
  });

  test("shows for every rule that refuses an example that passes and one that fails", () => {
    const refusing = [...entriesOf(pack)].filter(([, entry]) => "demand" in entry);
    for (const [path, entry] of refusing) {
      expect(entry.examples, path).toMatchObject({
        passes: expect.arrayContaining([expect.anything()]),
        fails: expect.arrayContaining([expect.anything()]),
      });
    }
  });

  test("cannot be changed by a reader", () => {
    for (const [path, entry] of entriesOf(pack)) expect(Object.isFrozen(entry), path).toBe(true);
  });
});

describe("a fourth country", () => {
  const land = defineMarket(freedonia);
  const registry = marketRegistry([...packs, land]);

  test("is read by the readers of every other, without a line of code", () => {
    expect(registry.codes).toEqual(["FD", "IR", "TR", "VN"]);
    const pack = registry.get("FD");
    expect(normaliseNumber(pack, "070 1234")).toMatchObject({
      kind: "ok",
      e164: "+999701234",
      operator: "SYLVANIA",
    });
    expect(
      checklist(pack, { provider: "firefly", family: "anthem", applicantType: "natural" })
        .documents,
    ).toEqual([
      {
        code: "letter",
        originalName: "Brief",
        english: "letter",
        source: "decree 1",
        basis: "regulation",
      },
    ]);
    expect(segmentTable(pack, { script: "plain" })?.rows).toHaveLength(1);
  });
});

describe("a pack that is wrong", () => {
  const load = (change: object) => () => defineMarket({ ...freedonia, ...change });

  test("names pack, path and fault when an entry has no source", () => {
    const operators = freedonia.operators.map((operator) => ({ ...operator, source: "" }));
    expect(load({ operators })).toThrow(MarketPackError);
    expect(load({ operators })).toThrow(
      /market FD \(1933-11-17\) does not load:\n {2}operators\[0\]\.source: /u,
    );
  });

  test("does not load with a rule that lacks a failing example", () => {
    const [gate] = freedonia.gates;
    const reasons = gate.reasons.map((reason) => ({
      ...reason,
      examples: { ...reason.examples, fails: [] },
    }));
    expect(load({ gates: [{ ...gate, reasons }] })).toThrow("gates[0].reasons[0].examples.fails");
  });

  test("does not load with a misspelt field", () => {
    expect(load({ sendWindow: {} })).toThrow('Unrecognized key: "sendWindow"');
  });

  test.each([
    [
      "a transition into a state that does not exist",
      {
        stateMachines: [
          {
            ...freedonia.stateMachines[0],
            transitions: [
              {
                from: "asked",
                event: "sing",
                to: "sung",
                actor: "choir",
                role: "applicant",
                source: "s",
                basis: "seed",
              },
            ],
          },
        ],
      },
      "stateMachines.anthem: unknown state sung",
    ],
    [
      "a way out of a terminal state",
      { stateMachines: [{ ...freedonia.stateMachines[0], terminal: ["asked"] }] },
      "stateMachines.anthem: terminal state asked has a way out",
    ],
    [
      "a prefix of an unknown operator",
      {
        numbering: {
          ...freedonia.numbering,
          prefixes: [{ ...freedonia.numbering.prefixes[0], operator: "RUFUS" }],
        },
      },
      "numbering.prefixes: unknown operator RUFUS",
    ],
    [
      "a paper that has no name",
      { documents: { ...freedonia.documents, codes: [] } },
      "documents.demands: unknown document letter",
    ],
    [
      "a gap between two rows of a segment table",
      {
        segmentation: {
          ...freedonia.segmentation,
          tables: [
            {
              ...freedonia.segmentation.tables[0],
              rows: [
                { segments: 1, minChars: 1, maxChars: 70, basis: "seed" },
                { segments: 2, minChars: 72, maxChars: 134, basis: "seed" },
              ],
            },
          ],
        },
      },
      "segmentation.tables.any.plain: row 2 does not follow the row before it",
    ],
    [
      "a bill that is final before its charge is known",
      { billing: { ...freedonia.billing, chargeable: "delivered" } },
      "billing: what is charged on delivery is not final when the submits are answered",
    ],
  ])("does not load with %s", (_, change, fault) => {
    expect(load(change)).toThrow(fault);
  });
});

describe("the packs of this installation", () => {
  test("are found by code", () => {
    expect(markets.codes).toEqual(["IR", "TR", "VN"]);
    expect(market("VN")).toBe(markets.get("VN"));
    expect(
      packs.map(({ code, callingCode, timezone, currency }) => [
        code,
        callingCode,
        timezone,
        currency.code,
      ]),
    ).toEqual([
      ["IR", "98", "Asia/Tehran", "IRR"],
      ["TR", "90", "Europe/Istanbul", "TRC"],
      ["VN", "84", "Asia/Ho_Chi_Minh", "VND"],
    ]);
  });

  test("name the five providers of the seeds", () => {
    expect(packs.flatMap(({ providers }) => providers.map(({ id }) => id))).toEqual([
      "asanak",
      "melipayamak",
      "kando",
      "aktan",
      "vn-bulksms",
    ]);
  });
});
