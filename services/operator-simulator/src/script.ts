import { readFile } from "node:fs/promises";

import { z } from "zod";

import type { Agenda } from "./agenda.js";
import { changed, explain, settingsSchema } from "./settings.js";
import type { Smsc } from "./smsc.js";

const step = settingsSchema.extend({
  /** Milliseconds after the start, or after the beginning of this round. */
  atMs: z.number().int().min(0),
  /** Breaks the connections, all or those of `systemId`. */
  drop: z.literal(true).optional(),
});
const schema = z.strictObject({
  /** Milliseconds of a round, after which the steps begin anew; absent: once. */
  everyMs: z.number().int().min(1).optional(),
  steps: z.array(step).min(1),
});

/** What an operator does at which time. */
export type Script = z.infer<typeof schema>;

/**
 * Reads a script: `{"everyMs": 60000, "steps": [{"atMs": 0, "temperament": "prompt"}, {"atMs": 20000, "systemId": "wl-mci",
 * "blackhole": true}, {"atMs": 30000, "drop": true}]}`, with the settings of the control door.
 * @throws Error naming what is wrong and what would be right; nothing is begun then.
 */
export const readScript = async (path: string): Promise<Script> => {
  let said: unknown;
  try {
    said = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new Error("SCRIPT_FILE: give the path of a JSON file.", { cause });
  }
  const parsed = schema.safeParse(said);
  if (parsed.success) return parsed.data;
  throw new Error(`SCRIPT_FILE: ${explain(parsed.error)}`);
};

/** Follows a script on the clock of the agenda. */
export const followScript = ({ everyMs, steps }: Script, agenda: Agenda, smsc: Smsc): void => {
  const round = (): void => {
    for (const { atMs, drop, ...settings } of steps) {
      agenda.after(atMs, () => {
        smsc.behave((before) => changed(before, settings), settings.systemId);
        if (drop === true) smsc.drop(settings.systemId);
      });
    }
    if (everyMs !== undefined) agenda.after(everyMs, round);
  };
  round();
};
