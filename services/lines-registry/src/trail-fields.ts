import type { DeskFacts } from "./domain/desk.js";
import { emptyDesk } from "./domain/desk.js";
import type { LineLife } from "./domain/line-life.js";
import type { ProviderRecord } from "./domain/provider-eligibility.js";

/** What the audit trail tells of a thing: ids, days, numbers and words of ours, never what somebody wrote. */
export type TrailFields = Readonly<Record<string, string>>;

export type Change = { readonly before: TrailFields; readonly after: TrailFields };

export const noChange: Change = { before: {}, after: {} };

/** The fields that differ, as they were and as they are. */
export function changeOf(before: TrailFields, after: TrailFields): Change {
  const names = Object.keys({ ...before, ...after });
  const changed = names.filter((name) => before[name] !== after[name]);
  const only = (fields: TrailFields) =>
    Object.fromEntries(
      Object.entries(fields).filter(([name, value]) => changed.includes(name) && value !== ""),
    );
  return { before: only(before), after: only(after) };
}

/** What is kept beside a line. */
export function fieldsOfLife({ renewsOn, price, refresh, listVersion, complaints }: LineLife) {
  return {
    renewsOn: renewsOn ?? "",
    price: price === null ? "" : `${price.minor} ${price.currency}`,
    listDueOn: refresh?.dueOn ?? "",
    listVersion: String(listVersion),
    complaints: String(complaints),
  };
}

/** What a provider holds. */
export function fieldsOfProvider(record: ProviderRecord | undefined): TrailFields {
  if (record === undefined) return {};
  const { kind, met, validUntil, suspended } = record;
  const ends = Object.entries(validUntil).map(([code, day]) => `${code} ${day}`);
  return {
    kind,
    met: [...met].sort().join(", "),
    validUntil: ends.sort().join(", "),
    suspended: String(suspended),
  };
}

/** With whom a case lies, what waits for a second person, and the verdict on each item. */
export function fieldsOfDesk({ assignee, pending, verdicts }: DeskFacts = emptyDesk): TrailFields {
  return {
    assignee,
    pending: pending?.event ?? "",
    ...Object.fromEntries(verdicts.map(({ item, verdict }) => [item, verdict])),
  };
}
