import { meetsIdentity } from "./identities.js";
import type { MarketPack } from "./schema/pack.js";

/**
 * What a shape cannot say: that names used in a pack exist in it, that ids are unique, that tables
 * have no gap. One sentence per fault, beginning with the path of the entry.
 */
export function findFaults(pack: MarketPack): readonly string[] {
  return [
    ...findNumberingFaults(pack),
    ...findIdentityFaults(pack),
    ...findLineFaults(pack),
    ...findProcessFaults(pack),
    ...findContentFaults(pack),
    ...findSegmentFaults(pack),
    ...findPriceFaults(pack),
  ];
}

function findNumberingFaults(pack: MarketPack): string[] {
  const operators = idsOf(pack.operators);
  const prefixes = pack.numbering.prefixes.map(({ prefix }) => prefix);
  return [
    ...duplicates(
      "operators",
      pack.operators.map(({ id }) => id),
    ),
    ...duplicates(
      "providers",
      pack.providers.map(({ id }) => id),
    ),
    ...duplicates("numbering.prefixes", prefixes),
    ...unknown(
      "numbering.prefixes",
      "operator",
      pack.numbering.prefixes.map((p) => p.operator),
      operators,
    ),
    ...unknown(
      "numbering.legacyPrefixes",
      "prefix",
      pack.numbering.legacyPrefixes.map((p) => p.to),
      new Set(prefixes),
    ),
    ...(pack.callingCode === pack.numbering.countryCode
      ? []
      : ["numbering.countryCode: differs from callingCode"]),
  ];
}

/** A rule that its own examples refute does not load. */
function findIdentityFaults({ identities }: MarketPack): string[] {
  return [
    ...duplicates(
      "identities",
      identities.flatMap(({ field, of }) => of.map((kind) => `${field} of a ${kind} person`)),
    ),
    ...identities.flatMap((identity) => {
      const { passes, fails } = identity.examples;
      const wrong = [
        ...passes.filter((text) => !meetsIdentity(identity, text)),
        ...fails.filter((text) => meetsIdentity(identity, text)),
      ];
      return wrong.map((text) => `identities.${identity.field}: the example ${text} is misjudged`);
    }),
  ];
}

function findLineFaults(pack: MarketPack): string[] {
  const providers = idsOf(pack.providers);
  const families = idsOf(pack.families);
  const codes = new Set(pack.documents.codes.map(({ code }) => code));
  const { demands, originals } = pack.documents;
  const demanded = demands.flatMap(({ documents }) => documents ?? []);
  const named = demanded.flatMap(({ code, or }) => (or === undefined ? [code] : [code, or.code]));
  const formPairs = pack.commitmentForm?.rules.flatMap(({ appliesTo }) => appliesTo) ?? [];
  return [
    ...duplicates(
      "families",
      pack.families.map(({ id }) => id),
    ),
    ...duplicates(
      "documents.codes",
      pack.documents.codes.map(({ code }) => code),
    ),
    ...duplicates(
      "documents.demands",
      demands.map((d) => `${d.provider}:${d.family}:${d.applicantType}`),
    ),
    ...duplicates(
      "guarantees",
      pack.guarantees.map((g) => `${g.provider}:${g.family}`),
    ),
    ...unknown(
      "families",
      "provider",
      pack.families.flatMap((f) => f.providers),
      providers,
    ),
    ...unknown(
      "documents.demands",
      "provider",
      demands.map((d) => d.provider),
      providers,
    ),
    ...unknown(
      "documents.demands",
      "family",
      demands.map((d) => d.family),
      families,
    ),
    ...unknown("documents.demands", "document", named, codes),
    ...unknown(
      "documents.originals",
      "document",
      originals.flatMap((o) => o.documents),
      codes,
    ),
    ...unknown(
      "commitmentForm.rules",
      "provider",
      formPairs.map((p) => p.provider),
      providers,
    ),
    ...unknown(
      "commitmentForm.rules",
      "family",
      formPairs.map((p) => p.family),
      families,
    ),
    ...unknown(
      "customerLists",
      "family",
      pack.customerLists.flatMap((l) => l.families),
      families,
    ),
    ...unknown(
      "customerLists",
      "operator",
      pack.customerLists.map((l) => l.operator),
      idsOf(pack.operators),
    ),
    ...unknown(
      "guarantees",
      "family",
      pack.guarantees.map((g) => g.family),
      families,
    ),
    ...unknown(
      "lineRequestRules",
      "family",
      pack.lineRequestRules.flatMap((r) => r.families),
      families,
    ),
    ...unknown(
      "senderNames",
      "family",
      pack.senderNames.flatMap((names) => names.families),
      families,
    ),
    ...unknown(
      "senderNames.separators",
      "operator",
      pack.senderNames.flatMap(({ separators }) => separators.flatMap((s) => s.operator ?? [])),
      idsOf(pack.operators),
    ),
    ...unknown(
      "commitmentForm.representativeOperator",
      "operator",
      pack.commitmentForm === null ? [] : [pack.commitmentForm.representativeOperator],
      idsOf(pack.operators),
    ),
    ...unknown(
      "families.issuedBy",
      "operator",
      pack.families.flatMap(({ issuedBy }) => issuedBy ?? []),
      idsOf(pack.operators),
    ),
    ...unknown(
      "families.declaredAt",
      "operator",
      pack.families.flatMap(({ declaredAt }) => declaredAt),
      idsOf(pack.operators),
    ),
    ...findFactFaults(pack),
  ];
}

/** Conditions name facts that are asked, and words that these may take. */
function findFactFaults(pack: MarketPack): string[] {
  const papers = pack.documents.demands
    .flatMap(({ documents }) => documents ?? [])
    .flatMap(({ when, or }) => [when ?? [], or?.when ?? []].flat());
  const preconditions = pack.lineRequestRules.flatMap(({ anyOf }) =>
    anyOf.flatMap((condition) => ("given" in condition ? [] : condition)),
  );
  const said = [...papers, ...preconditions].flatMap((condition) =>
    "is" in condition
      ? `${condition.fact}=${String(condition.is)}`
      : condition.in.map((word) => `${condition.fact}=${word}`),
  );
  const asked = pack.facts.flatMap(({ id, values }) => values.map((value) => `${id}=${value}`));
  return [
    ...duplicates(
      "facts",
      pack.facts.map(({ id }) => id),
    ),
    ...unknown("conditions", "fact", said, new Set(asked)),
    ...unknown(
      "families.purposeFact",
      "fact",
      pack.families.flatMap(({ purposeFact }) => purposeFact ?? []),
      idsOf(pack.facts),
    ),
    ...unknown(
      "families.purposeFact",
      "purpose",
      pack.facts
        .filter(({ id }) => pack.families.some(({ purposeFact }) => purposeFact === id))
        .flatMap(({ values }) => values),
      idsOf(pack.content.purposes),
    ),
  ];
}

function findProcessFaults(pack: MarketPack): string[] {
  const machines = new Set(pack.stateMachines.map(({ name }) => name));
  const used = pack.families.flatMap(({ stateMachine }) => stateMachine ?? []);
  return [
    ...duplicates(
      "stateMachines",
      pack.stateMachines.map(({ name }) => name),
    ),
    ...duplicates(
      "durations",
      pack.durations.map(({ id }) => id),
    ),
    ...unknown("families", "stateMachine", used, machines),
    ...unknown("templateReview", "stateMachine", [pack.templateReview ?? []].flat(), machines),
    ...unknown(
      "lineLife",
      "stateMachine",
      [
        pack.lineLife.toAdvertising ?? [],
        pack.lineLife.transfer ?? [],
        pack.lineLife.purposes ?? [],
      ].flat(),
      machines,
    ),
    ...unknown(
      "durations.promisedFor",
      "family",
      pack.durations.flatMap(({ promisedFor }) => promisedFor.map(({ family }) => family)),
      idsOf(pack.families),
    ),
    ...unknown(
      "activationNotices",
      "family",
      pack.activationNotices.flatMap((notice) => notice.families),
      idsOf(pack.families),
    ),
    ...pack.stateMachines.flatMap(({ name, initial, states, transitions, terminal }) => {
      const at = `stateMachines.${name}`;
      const known = new Set(states.map((state) => state.name));
      const leaving = transitions.filter(({ from }) => terminal.includes(from));
      return [
        ...unknown(
          at,
          "state",
          [initial, ...terminal, ...transitions.flatMap(({ from, to }) => [from, to])],
          known,
        ),
        ...duplicates(
          `${at}.transitions`,
          transitions.map(({ from, event }) => `${from} on ${event}`),
        ),
        ...leaving.map(({ from }) => `${at}: terminal state ${from} has a way out`),
      ];
    }),
  ];
}

function findContentFaults(pack: MarketPack): string[] {
  const { content } = pack;
  const categories = idsOf(pack.content.categories);
  const reasons = pack.gates.flatMap(({ reasons: all }) => all);
  return [
    ...duplicates(
      "content.categories",
      pack.content.categories.map(({ id }) => id),
    ),
    ...duplicates(
      "gates",
      pack.gates.map(({ name }) => name),
    ),
    ...unknown(
      "content.defaultTraffic",
      "purpose",
      [content.defaultTraffic?.campaign ?? [], content.defaultTraffic?.message ?? []].flat(),
      idsOf(content.purposes),
    ),
    ...duplicates(
      "content.signals",
      content.signals.map(({ code }) => code),
    ),
    ...unknown(
      "content.signals",
      "category",
      content.signals.flatMap(({ category }) => category ?? []),
      categories,
    ),
    ...content.signals
      .filter(({ words, structure }) => words.length === 0 && structure === null)
      .map(({ code }) => `content.signals.${code}: finds nothing`),
    ...unknown(
      "gates",
      "purpose",
      reasons.flatMap(({ traffic }) => traffic),
      idsOf(content.purposes),
    ),
    ...unknown(
      "content.keywordHints",
      "category",
      pack.content.keywordHints.map((h) => h.category),
      categories,
    ),
    ...unknown(
      "gates",
      "family",
      reasons.flatMap(({ families }) => families),
      idsOf(pack.families),
    ),
  ];
}

function findSegmentFaults(pack: MarketPack): string[] {
  const { scripts, tables } = pack.segmentation;
  const operators = tables.flatMap(({ operator }) => operator ?? []);
  return [
    ...unknown(
      "segmentation.tables",
      "script",
      tables.map(({ script }) => script),
      idsOf(scripts),
    ),
    ...unknown("segmentation.tables", "operator", operators, idsOf(pack.operators)),
    ...duplicates(
      "segmentation.tables",
      tables.map((t) => `${t.operator ?? "any"}:${t.script}`),
    ),
    ...tables.flatMap(({ operator, script, sendable, rows }) => {
      const at = `segmentation.tables.${operator ?? "any"}.${script}`;
      const gaps = rows.filter(
        (row, i) => row.segments !== i + 1 || row.minChars !== (rows[i - 1]?.maxChars ?? 0) + 1,
      );
      return [
        ...gaps.map((row) => `${at}: row ${row.segments} does not follow the row before it`),
        ...(sendable === rows.length > 0 ? [] : [`${at}: only a sendable table has rows`]),
      ];
    }),
  ];
}

function findPriceFaults(pack: MarketPack): string[] {
  const providers = idsOf(pack.providers);
  const priced = pack.tariffs.flatMap(({ tiers }) => tiers.flatMap(({ prices }) => prices));
  return [
    ...duplicates(
      "tariffs",
      pack.tariffs.map(({ id }) => id),
    ),
    ...unknown(
      "tariffs",
      "provider",
      pack.tariffs.map((t) => t.provider),
      providers,
    ),
    ...unknown(
      "tariffs",
      "operator",
      priced.flatMap(({ operator }) => operator ?? []),
      idsOf(pack.operators),
    ),
    ...unknown(
      "tariffs",
      "script",
      priced.flatMap(({ script }) => script ?? []),
      idsOf(pack.segmentation.scripts),
    ),
    ...pack.tariffs.flatMap(({ id, tiers }) =>
      tiers
        .filter((tier, i) => tier.fromPart !== (i === 0 ? 1 : (tiers[i - 1]?.toPart ?? NaN) + 1))
        .map(
          (tier) => `tariffs.${id}: tier from ${tier.fromPart} does not follow the tier before it`,
        ),
    ),
    ...(pack.billing.chargeable === "delivered" &&
    pack.billing.chunkFinal === "all_submits_answered"
      ? ["billing: what is charged on delivery is not final when the submits are answered"]
      : []),
  ];
}

function idsOf(entries: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

function duplicates(at: string, names: readonly string[]): string[] {
  return names
    .filter((name, i) => names.indexOf(name) !== i)
    .map((name) => `${at}: ${name} stands twice`);
}

function unknown(
  at: string,
  kind: string,
  names: readonly string[],
  known: ReadonlySet<string>,
): string[] {
  return names.filter((name) => !known.has(name)).map((name) => `${at}: unknown ${kind} ${name}`);
}
