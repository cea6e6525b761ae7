import { markets, type MarketCode } from "@whiteline/markets";
import { expect, test } from "vitest";

import { stopped } from "../src/web/complaints/use-stopped-words.js";
import { texts } from "../src/web/language/texts.js";
import { networks } from "../src/web/pack/operator-texts.js";
import { listKey } from "../src/web/tariffs/use-list-name.js";

type Group = keyof typeof texts;
const codes: readonly MarketCode[] = ["IR", "TR", "VN"];

/** Codes of a pack that no text of these groups names; the groups themselves hold all four languages. */
const untold = (words: readonly string[], ...groups: readonly Group[]): readonly string[] =>
  [...new Set(words)].filter((word) => !groups.some((group) => Object.hasOwn(texts[group], word)));

test.each(codes)("every kind of sender and every paper of %s has a name of ours", (code) => {
  const { families, documents } = markets.get(code, "2026-11-29");
  expect(
    untold(
      families.map(({ id }) => id),
      "family",
    ),
  ).toEqual([]);
  expect(
    untold(
      documents.codes.map((paper) => paper.code),
      "document",
    ),
  ).toEqual([]);
});

test.each(codes)("every operator of %s has a name of ours", (code) => {
  const { operators } = markets.get(code, "2026-11-29");
  expect(
    untold(
      operators.map(({ id }) => id),
      "operator",
    ),
  ).toEqual([]);
});

test.each(codes)("the networks from which one of %s chooses are those of its pack", (code) => {
  const { operators } = markets.get(code, "2026-11-29");
  const mobile = operators.filter(({ kind }) => kind === "mobile").map(({ id }) => id);
  expect(networks[code]).toEqual(mobile);
});

test.each(codes)("what a refusal is said to stop in %s is what its pack stops", (code) => {
  const { stops } = markets.get(code, "2026-11-29").reach.refusal;
  expect([stopped[code]]).toEqual(stops.length === 0 ? ["everything"] : stops);
});

test.each(codes)("every price list and every fee of %s has a name of ours", (code) => {
  const { tariffs, fees } = markets.get(code, "2026-11-29");
  const shown = tariffs.filter(({ status }) => status !== "platform");
  const words = [...shown.map(({ id }) => listKey(id)), ...fees.map(({ id }) => `fee_${id}`)];
  expect(untold(words, "tariff")).toEqual([]);
});

test.each(codes)("every question of %s and each of its answers has words of ours", (code) => {
  const { facts, providerRequirements } = markets.get(code, "2026-11-29");
  const asked = facts.flatMap(({ id, values }) => [
    id,
    ...values.map((value) =>
      Object.hasOwn(texts.fact, `${id}_${value}`) ? `${id}_${value}` : value,
    ),
  ]);
  const required = providerRequirements.map((requirement) => requirement.code);
  expect(untold([...asked, ...required], "fact")).toEqual([]);
});

test.each(codes)("every rule that %s refuses by has words of ours", (code) => {
  const pack = markets.get(code, "2026-11-29");
  const rules = [
    ...(pack.commitmentForm?.rules ?? []),
    ...pack.customerLists.flatMap((list) => list.rules),
    ...pack.lineRequestRules,
  ];
  expect(
    untold(
      rules.map((rule) => rule.code),
      "finding",
    ),
  ).toEqual([]);
});

test.each(codes)(
  "a name's rules in %s are told as demands before filing, as faults after",
  (code) => {
    const rules = markets.get(code, "2026-11-29").senderNames.flatMap((names) => names.rules);
    const words = rules.map((rule) => rule.code);
    expect([untold(words, "demand"), untold(words, "finding")]).toEqual([[], []]);
  },
);

/** What lines-registry notes in a line's history beside the steps of the packs. */
const noted = [
  "complaint",
  "complaints",
  "expiring",
  "inbound",
  "list_called_for",
  "list_refreshed",
  "renewal_set",
  "renewed",
];

test("what the desk notes of a line has words of ours", () => {
  expect(untold(noted, "event")).toEqual([]);
});

test.each(codes)("every state and every step of %s has words of ours", (code) => {
  const { stateMachines } = markets.get(code, "2026-11-29");
  const states = stateMachines.flatMap((machine) => machine.states.map(({ name }) => name));
  const steps = stateMachines.flatMap(({ transitions }) => transitions);
  const atTheDesk = steps.filter(({ role }) => role === "expert" || role === "operations");
  const actors = steps.map(({ actor }) => actor.replace(/[^a-z]+/g, "_").replace(/_$/, ""));
  expect(untold(states, "state")).toEqual([]);
  expect(untold(actors, "actor")).toEqual([]);
  expect(
    untold(
      steps.map(({ event }) => event),
      "event",
    ),
  ).toEqual([]);
  expect(
    untold(
      atTheDesk.map(({ event }) => event),
      "deskEvent",
    ),
  ).toEqual([]);
});
