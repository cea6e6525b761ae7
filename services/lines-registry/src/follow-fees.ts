import type { LineActivated } from "@whiteline/contracts/lines_registry/v1/events";
import type { MaintenancePaid, MaintenanceUnpaid } from "@whiteline/contracts/pricing/v1/events";
import type { stepLine } from "./line-steps.js";
import type { Parts } from "./parts.js";
import { stepUnlessDone } from "./sanction-line.js";
import type { FeeWord } from "./store/fee-words.js";

type Needs = Parameters<typeof stepLine>[0] & Pick<Parts, "feeWords" | "log">;

/** Lets names sleep whose maintenance is unpaid, and wakes them when it is paid [vn.md §3]. */
export function feeFollower(parts: Needs) {
  const { lines, feeWords, now } = parts;

  /** Does what the latest word says: an older one that comes after it changes nothing. */
  const follow = async (lineId: string, operator: string): Promise<void> => {
    const of = wordsOf(lineId, operator);
    let word = await feeWords.latest(of);
    for (let done: FeeWord | undefined; word !== undefined && !isSame(word, done);) {
      const current = await lines.byId(lineId);
      if (current === undefined) return;
      const act = { events: [word.event], note: word.month, operator };
      await stepUnlessDone(parts, current, act, { roles: ["operations"], by: "service:pricing" });
      done = word;
      // The other loop may have heard more meanwhile.
      word = await feeWords.latest(of);
    }
  };

  return {
    heard:
      (event: FeeWord["event"]) =>
      async ({
        lineId,
        operator,
        month,
        at = now(),
      }: MaintenanceUnpaid | MaintenancePaid): Promise<void> => {
        const line = await lines.byId(lineId);
        if (line === undefined || line.platform) return;
        await feeWords.note(wordsOf(lineId, operator), { event, month, at });
        await follow(lineId, operator);
      },

    /**
     * A name that is active again (its bar was lifted, its term renewed) sleeps at once where its maintenance is unpaid:
     * that word may have come while no step led on from it.
     */
    awake: async ({ line: told }: LineActivated): Promise<void> => {
      const { lineId = "", operators = [] } = told ?? {};
      for (const operator of ["", ...operators.map((each) => each.operator)]) {
        const word = await feeWords.latest(wordsOf(lineId, operator));
        if (word?.event === "fee_unpaid") await follow(lineId, operator);
      }
    },
  };
}

const wordsOf = (lineId: string, operator: string): string => `${lineId}:${operator}`;

const isSame = (one: FeeWord, other: FeeWord | undefined): boolean =>
  one.event === other?.event && one.at.getTime() === other.at.getTime();
