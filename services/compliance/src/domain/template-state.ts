import { next, stateMachine, type MarketPack } from "@whiteline/markets";

/** The pack's machine for texts that wait for approval [ir.md §7.2]. */
const PATTERN_MACHINE = "irPattern";

export type TemplateEvent = "submit" | "approve" | "reject";

/**
 * The state in which a template is after an event; undefined when the market's machine does not allow
 * the event from this state. Without a state: the machine's first one.
 */
export const advanceTemplate = (
  pack: MarketPack,
  state: string | undefined,
  event: TemplateEvent,
): string | undefined => {
  const machine = stateMachine(pack, PATTERN_MACHINE);
  return machine && next(machine, state ?? machine.initial, event)?.to;
};
