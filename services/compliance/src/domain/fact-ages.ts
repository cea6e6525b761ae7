import type { Fact, RuleTried } from "./rule-tried.js";

/** Since when what a judgement asked was known; undefined where that is not kept. */
export type KnownSince = {
  readonly line?: Date | undefined;
  readonly template?: Date | undefined;
  readonly list?: Date | undefined;
  readonly pack?: Date | undefined;
};

/** Whose word a fact is, by the beginning of its name; what the request itself said has no age. */
const owners: readonly (readonly [start: string, owner: keyof KnownSince])[] = [
  ["line_", "line"],
  ["declared_", "line"],
  ["template", "template"],
  ["pattern", "template"],
  ["recipients_dropped_before", "list"],
  ["category", "pack"],
  ["market", "pack"],
];

/** Gives each fact the instant since when it was known, so that a card shows how old it was. */
export const withAges = (tried: readonly RuleTried[], known: KnownSince): readonly RuleTried[] =>
  tried.map((rule) => ({ ...rule, facts: rule.facts.map((fact) => dated(fact, known)) }));

const dated = (fact: Fact, known: KnownSince): Fact => {
  const owner = owners.find(([start]) => fact.name.startsWith(start))?.[1];
  const asOf = owner === undefined ? undefined : known[owner];
  return asOf === undefined ? fact : { ...fact, asOf };
};
