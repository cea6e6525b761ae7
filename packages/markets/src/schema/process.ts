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
  min: quantity.nullable(),
  max: quantity.nullable(),
  approximate: z.boolean().default(false),
});

export const calendar = entry({
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
  contacts: listOf(z.string()),
});

export const stateMachine = entry({
  name: z.string().min(1),
  initial: z.string(),
  states: filledListOf(entry({ name: z.string() })),
  transitions: filledListOf(
    entry({ from: z.string(), event: z.string(), to: z.string(), actor: z.string() }),
  ),
  terminal: z.array(z.string()).readonly(),
});
