import { next, stateMachine, type MarketPack } from "@whiteline/markets";

export type TemplateEvent = "submit" | "approve" | "reject";

/**
 * The state in which a template is after an event; undefined when the pack's machine for templates [ir.md §7.2] does
 * not allow the event from this state, or there is none. Without a state: the machine's first one.
 */
export const advanceTemplate = (
  pack: MarketPack,
  state: string | undefined,
  event: TemplateEvent,
): string | undefined => {
  if (pack.templateReview === null) return undefined;
  const machine = stateMachine(pack, pack.templateReview);
  return machine && next(machine, state ?? machine.initial, event)?.to;
};
