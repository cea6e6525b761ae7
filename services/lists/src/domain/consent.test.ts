import { expect, test } from "vitest";
import {
  decidingConsent,
  faultOf,
  hearWord,
  wordAt,
  type Consent,
  type ConsentWord,
} from "./consent.js";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));
const word = (over: Partial<ConsentWord> = {}): ConsentWord => ({
  state: "given",
  saidAt: at(0),
  source: "HS_WEB",
  wording: "Kampanya mesajları almak istiyorum.",
  evidence: "document 1",
  recordedAt: at(1),
  ...over,
});
const sources = new Set(["HS_WEB"]);

test("[TR-AKT-21] the later word of an approved customer wins, and the earlier ones stay as history", () => {
  const first = word();
  const second = word({ state: "withdrawn", saidAt: at(5) });
  const known = hearWord(undefined, first)!;
  expect(known).toEqual({ current: first, history: [] });
  expect(hearWord(known, second)).toEqual({ current: second, history: [first] });
});

test("the word of a past moment is the last one that was kept by then", () => {
  const given = word({ recordedAt: at(1) });
  const withdrawn = word({ state: "withdrawn", saidAt: at(5), recordedAt: at(6) });
  const known = hearWord(hearWord(undefined, given), withdrawn)!;
  expect([0, 5, 6].map((minute) => wordAt(known, at(minute))?.state)).toEqual([
    undefined,
    "given",
    "withdrawn",
  ]);
});

test("an older or a repeated word changes nothing; of two at once the withdrawal counts", () => {
  const known = { current: word({ saidAt: at(5) }), history: [] };
  expect(hearWord(known, word({ state: "withdrawn", saidAt: at(4) }))).toBeUndefined();
  expect(hearWord(known, word({ saidAt: at(5) }))).toBeUndefined();
  expect(hearWord(known, word({ state: "withdrawn", saidAt: at(5) }))?.current.state).toBe(
    "withdrawn",
  );
});

test("of a number's two roles a withdrawal decides, else the youngest consent", () => {
  const consent = (kind: Consent["kind"], current: ConsentWord): Consent => ({
    ...{ consentId: kind, tenantId: "t", msisdn: 905321230001, kind, current, history: [] },
    ...{ registry: "none", registryError: "", version: 1 },
  });
  const given = consent("merchant", word({ saidAt: at(9) }));
  const withdrawn = consent("consumer", word({ state: "withdrawn", saidAt: at(5) }));
  const older = consent("consumer", word({ saidAt: at(5) }));
  expect(decidingConsent([given, withdrawn])).toBe(withdrawn);
  expect(decidingConsent([older, given])).toBe(given);
  expect(decidingConsent([])).toBeUndefined();
});

test.each([
  [{ state: undefined }, "CONSENT_STATE_MISSING"],
  [{ saidAt: undefined }, "SAID_AT_MISSING"],
  [{ saidAt: new Date("rubbish") }, "SAID_AT_MISSING"],
  [{ saidAt: at(59) }, "SAID_IN_FUTURE"],
  [{ source: "HEARSAY" }, "SOURCE_UNKNOWN"],
  [{ wording: "" }, "PROOF_MISSING"],
  [{ evidence: "" }, "PROOF_MISSING"],
  [{}, undefined],
])("a consent without its proof is none: %o", (over, fault) => {
  expect(faultOf({ ...word(), ...over }, sources, at(30))).toBe(fault);
});
