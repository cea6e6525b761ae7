import { z } from "zod";
import { entry, filledListOf, isoDate, listOf, localTime, record } from "./entry.js";

const quantity = record({
  value: z.number().int().positive(),
  unit: z.enum(["minute", "working_day", "working_week", "month"]),
});

const weekday = z.enum(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]);

export type Weekday = z.output<typeof weekday>;

/** How long something may take; `min` or `max` null = none stated. */
export const duration = entry({
  id: z.string().min(1),
  from: z.string().min(1),
  /** For whom it is promised: lines of a family at a provider; `operators` empty = at any. */
  promisedFor: listOf(
    record({ provider: z.string(), family: z.string(), operators: listOf(z.string()) }),
  ),
  /** States of the application in which the clock starts; empty where it is no clock of one. */
  startsIn: listOf(z.string()),
  min: quantity.nullable(),
  max: quantity.nullable(),
  approximate: z.boolean().default(false),
});

export const calendar = entry({
  /** By which people name the days of a month; absent: the Gregorian. */
  months: z.enum(["persian"]).optional(),
  weekend: filledListOf(weekday),
  /** Days off known to the pack; staff enter the rest. */
  holidays: listOf(entry({ date: isoDate, name: z.string() })),
  /** What stops the clock beside weekends, in words. */
  pauses: listOf(z.string()),
  rules: filledListOf(entry({ text: z.string() })),
});

const openHours = record({ open: localTime, close: localTime });

/** Opening inclusive, closing exclusive; null = not specified. */
export const supportHours = entry({
  provider: z.string(),
  ordinaryDay: openHours.nullable(),
  holiday: openHours.nullable(),
  holidayMeans: z.string().nullable(),
  /** Weekdays that count as holidays beside the public ones. */
  holidayWeekdays: z.array(weekday).readonly().default([]),
  contacts: listOf(z.string()),
});

/** What a step needs beside its place in the table. */
const need = z.enum([
  /** Complete papers, as they are filed; never taken by hand. */
  "filing",
  /** Reasons, each with code and remedy. */
  "reasons",
  /** The operator's own words. */
  "words",
  /** At least one original on paper that arrived; the state waits for the last. */
  "originals",
  /** Every original on paper has arrived. */
  "all_originals",
  /** Two different people say the same: what cannot be taken back. */
  "second_person",
]);

const state = entry({
  name: z.string(),
  /** What the line may do in this state; null = there is none, not yet or never. */
  line: z.enum(["active", "suspended", "expired", "removed"]).nullable().default(null),
  /** What the line carries from here on; null = as before. */
  lineType: z.enum(["service", "advertising"]).nullable().default(null),
  /** The line goes on without this case, by the machine of lines that were entered. */
  leaves: z.boolean().default(false),
  /** The line is declared for what the case asks for, beside what it was declared for before. */
  declares: z.boolean().default(false),
  /** No later application for the sender is examined [ir.md §9]. */
  bars: z.boolean().default(false),
});

const transition = entry({
  from: z.string(),
  event: z.string(),
  to: z.string(),
  /** In the words of the source. */
  actor: z.string(),
  /** Who plays the actor: an operator has no seat, operations enters its answers. */
  role: z.enum(["applicant", "expert", "operations", "platform"]),
  needs: listOf(need),
  /** What the world is told when the step was taken. */
  tells: z.enum(["submitted", "returned", "approved"]).nullable().default(null),
  /** The platform takes it by itself as soon as the state is entered, where nothing hinders it. */
  atOnce: z.boolean().default(false),
});

export const stateMachine = entry({
  name: z.string().min(1),
  initial: z.string(),
  states: filledListOf(state),
  transitions: filledListOf(transition),
  terminal: z.array(z.string()).readonly(),
});

/** The message that tells a representative of an activated line. */
export const activationNotice = entry({
  /** Number of the provider's own line it comes from. */
  sender: z.string().regex(/^\d+$/),
  /** `{sender}` stands for the line's own number. */
  text: z.string().includes("{sender}"),
  families: filledListOf(z.string()),
});

/** What the platform writes to people about their log-in, from the provider's own line. */
export const accountMessages = entry({
  /** Number of the provider's own line it comes from; null: whichever sender of its own the provider entered. */
  sender: z.string().regex(/^\d+$/).nullable(),
  /** `{code}` proves that somebody reads this mobile. */
  mobileCode: z.string().includes("{code}"),
  /** `{token}` leads to a new password. */
  passwordReset: z.string().includes("{token}"),
  /** `{company}` holds a place that `{token}` takes. */
  invitation: z.string().includes("{token}").includes("{company}"),
});
