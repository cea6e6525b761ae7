import { RECEIPT_FORMS } from "@whiteline/smpp";
import { z } from "zod";

import {
  type Behaviour,
  type Hours,
  TEMPERAMENTS,
  TEMPERAMENT_NAMES,
} from "./domain/temperament.js";

const share = z.coerce.number().min(0).max(1).describe("a share from 0 to 1");
const ms = z.coerce.number().int().min(0).max(86_400_000).describe("milliseconds, at most a day");
const yesNo = z.union([z.boolean(), z.stringbool()]).describe("true or false");
const temperament = z.enum(TEMPERAMENT_NAMES).describe(`one of ${TEMPERAMENT_NAMES.join(", ")}`);

const hours = z
  .string()
  .regex(/^(?:|(?:\d|1\d|2[0-3])-(?:\d|1\d|2[0-4]))$/)
  .transform((text): Hours | undefined => {
    const [from, until] = text.split("-").map(Number);
    return from === undefined || until === undefined ? undefined : { from, until };
  })
  .describe("hours of the day in UTC, as 20-4; empty for all");

const shape = {
  temperament,
  answerDelayMs: ms,
  receiptDelayMs: ms,
  loseReceipts: share,
  silentDrops: share,
  undeliverable: share,
  throttle: z.coerce.number().min(0).max(1e6).describe("submits per second, 0 for no limit"),
  faults: share,
  rejects: share,
  throttleHours: hours,
  hexIds: yesNo,
  lastPartReceipts: yesNo,
  earlyReceipts: share,
  lateReceipts: share,
  lateByMs: ms,
  duplicateReceipts: share,
  enroute: share,
  contradicts: share,
  receiptForm: z.enum(RECEIPT_FORMS).describe(`one of ${RECEIPT_FORMS.join(", ")}`),
  answersTwice: share,
  dropConnections: share,
  resetsMidPdu: share,
  garbage: share,
  neverAnswers: share,
  blackhole: yesNo,
  refusesBinds: yesNo,
  systemId: z.string().min(1).describe("a system_id"),
};

/** A change of behaviour as the control door and a script write it. */
export const settingsSchema = z.strictObject(shape).partial();
export type Settings = z.infer<typeof settingsSchema>;

const remedies: ReadonlyMap<string, string | undefined> = new Map(
  Object.entries(shape).map(([name, schema]) => [name, schema.description]),
);

/** Names what is wrong and what would be right; never repeats a value. */
export const explain = (error: z.ZodError): string =>
  error.issues
    .flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path.at(-1))],
    )
    .map((name) => `${name}: ${remedies.get(name) ?? "no such setting"}`)
    .join("; ");

/** The behaviour after a change: a temperament is taken whole, what stands beside it goes before it. */
export const changed = (
  before: Behaviour,
  { systemId: _, temperament: name, ...given }: Settings,
): Behaviour => {
  const preset: Partial<Behaviour> = name === undefined ? {} : TEMPERAMENTS[name];
  // Entries of what was given: a setting that is absent has no key.
  return { ...before, ...preset, ...Object.fromEntries(Object.entries(given)) };
};
