import { inRounds } from "@whiteline/service-kit";
import type { Bus } from "./bus.js";
import { messageOf } from "./message-of.js";
import { assertFits, publish, type Outgoing } from "./publish.js";
import { togetherOf } from "./together.js";

type Answer = { readonly error?: Error | undefined };

/**
 * Publishes facts in as few messages as it can: those of one subject that come within `gatherMs`, or while the ones before
 * are on their way, go together. Each caller waits until its own fact is stored.
 */
export function publisher(bus: Bus, gatherMs: number): (fact: Outgoing) => Promise<void> {
  const bySubject = new Map<string, (fact: Outgoing) => Promise<Answer>>();
  const open = () =>
    inRounds(async (facts: readonly Outgoing[]) => {
      const failed = new Map<Outgoing, Error>();
      await Promise.all(
        togetherOf(facts).map(async ({ message, facts: held }) => {
          try {
            await publish(bus, message);
          } catch (error) {
            const why = error instanceof Error ? error : new Error(messageOf(error));
            for (const fact of held) failed.set(fact, why);
          }
        }),
      );
      return (fact: Outgoing): Answer => ({ error: failed.get(fact) });
    }, gatherMs);
  return async (fact) => {
    assertFits(fact);
    const ask = bySubject.get(fact.subject) ?? open();
    bySubject.set(fact.subject, ask);
    const { error } = await ask(fact);
    if (error !== undefined) throw error;
  };
}
