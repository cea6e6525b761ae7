import { z } from "zod";
import { entry, record } from "./entry.js";

/** What a market says of lines after their activation. */
export const lineLife = entry({
  /** After how many months a line is renewed; null = no term is known. */
  termMonths: z.number().int().positive().nullable(),
  /** Days before the end at which the holder is told, the longest first. */
  noticeDays: z.array(z.number().int().nonnegative()).readonly(),
  /** What the representative reads; `{sender}`, `{date}` and `{days}` are filled in. Null: no message. */
  notice: record({
    text: z.string().includes("{sender}").includes("{date}").includes("{days}"),
  }).nullable(),
  /** Working days that a customer has after a call for a cleaned list. */
  listRefreshDays: z.number().int().positive(),
  /** Working days in which the desk means to decide, where no source gives a term. */
  deskDays: z.number().int().positive(),
  /** Machine by kind of case: a service line becomes an advertising line; a line comes from another provider. Null: not offered. */
  toAdvertising: z.string().nullable(),
  transfer: z.string().nullable(),
  /** Machine of a case that declares a line for more purposes; null: senders carry any. */
  purposes: z.string().nullable().default(null),
  /** Days over which the volume of a line is shown. */
  volumeDays: z.number().int().positive(),
});
