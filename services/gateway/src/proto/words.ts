import type { Finding } from "@whiteline/contracts/common/v1/finding";
import type { Money } from "@whiteline/contracts/common/v1/money";
import { DomainError } from "@whiteline/service-kit";
import type { z } from "zod";

import type { finding, money } from "../shapes/words.js";

/** The few words that every contract uses, in the API's spelling. Absent means absent: an empty text is left out. */

export function given(text: string): string | undefined {
  return text === "" ? undefined : text;
}

export function fromTime(time: Date | undefined): string | undefined {
  return time?.toISOString();
}

export function toTime(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

/**
 * A message that the contract promises.
 *
 * @throws DomainError internal ANSWER_INCOMPLETE when a service broke the promise.
 */
export function present<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new DomainError("internal", "ANSWER_INCOMPLETE", `An answer came without ${name}.`);
}

export function fromMoney({ currency, minor }: Money): z.output<typeof money> {
  return { currency, minor: minor.toString() };
}

export function maybeMoney(amount: Money | undefined): z.output<typeof money> | undefined {
  return amount && fromMoney(amount);
}

export function toMoney({ currency, minor }: z.output<typeof money>): Money {
  return { currency, minor: BigInt(minor) };
}

export function fromFinding({
  code,
  subject,
  rule,
  source,
  remedy,
}: Finding): z.output<typeof finding> {
  return {
    code,
    rule,
    ...(subject === "" ? {} : { subject }),
    ...(source === "" ? {} : { source }),
    ...(remedy === "" ? {} : { remedy }),
  };
}

export function toFinding({
  code,
  subject = "",
  rule,
  source = "",
  remedy = "",
}: z.output<typeof finding>): Finding {
  return { code, subject, rule, source, remedy };
}

type Counted = { readonly key: string; readonly value: bigint };

export function fromCounts(counts: readonly Counted[]): Record<string, number> {
  return Object.fromEntries(counts.map(({ key, value }) => [key, Number(value)]));
}

export function fromContradiction({
  state,
  code,
  at,
}: {
  readonly state: string;
  readonly code: string;
  readonly at?: Date | undefined;
}): { state: string; code: string | undefined; at: string | undefined } {
  return { state, code: given(code), at: fromTime(at) };
}

/** "national_id" of the contract is `nationalId` of the API. */
export function toCamelCase(field: string): string {
  return field.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}
