import { z } from "zod";

/**
 * Where an entry comes from: `seed` is printed in a seed document, `interpretation` is our reading
 * (staff may configure another), `derived` is calculated, `regulation` is reported law or convention
 * outside the seeds that staff can change.
 */
const basis = z.enum(["seed", "interpretation", "derived", "regulation"]);

export type Basis = z.output<typeof basis>;

/** Every entry of a pack says where it stands; `note` carries what a reader must know beside it. */
const citation = {
  source: z.string().min(1),
  basis,
  note: z.string().min(1).optional(),
};

/** A frozen object that knows no field but its own: a misspelt key does not load. */
export const record = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape).readonly();

/** A frozen object with its source and basis. */
export const entry = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ...shape, ...citation }).readonly();

/** A frozen list; a pack that leaves it out has an empty one. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).readonly().default([]);

export const filledListOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).readonly();

/** Facts as the golden cases name them (domain/cases/README.md), so that a service can run them. */
const facts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .readonly();

/** A rule without a passing and a failing example does not load. */
export const examples = record({ passes: filledListOf(facts), fails: filledListOf(facts) });

export const isoDate = z.iso.date();

/** A rule that refuses: stable code, what it asks, what the person does about it, examples. */
export const rule = {
  code: z.string().min(1),
  demand: z.string().min(1),
  remedy: z.string().min(1),
  /** Day on which it joined this version of the pack; absent: there from the pack's first day. See `rulesVersion`. */
  joinedOn: isoDate.optional(),
  examples,
};

/** HH:MM in the market's own time; 24:00 closes a day. */
export const localTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
