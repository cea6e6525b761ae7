import type { TrailFields } from "@whiteline/events";
import type { DeskFacts } from "./domain/desk.js";
import { emptyDesk } from "./domain/desk.js";
import type { LineLife } from "./domain/line-life.js";
import type { ProviderRecord } from "./domain/provider-eligibility.js";

export type Change = { readonly before: TrailFields; readonly after: TrailFields };

export const noChange: Change = { before: {}, after: {} };

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
