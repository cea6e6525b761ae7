import type { CountDoubtsRequest } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import type { Life } from "@whiteline/service-kit";
import type { Doubts } from "./domain/waiting-cause.js";
import type { Neighbours } from "./neighbours.js";

/** The dispatcher is waited for no longer than this: why something waits is told without its word. */
const DEADLINE_MS = 2_000;

/** Asks what of a campaign or chunk was never answered and waits; undefined while the dispatcher is away. */
export const doubtsOnRoad =
  ({
    dispatcher,
    tokens,
    log,
  }: Pick<Neighbours, "dispatcher" | "tokens"> & { readonly log: Life["log"] }) =>
  async (of: Partial<CountDoubtsRequest>): Promise<Doubts | undefined> => {
    try {
      const options = { ...(await tokens.platform()), deadline: DEADLINE_MS };
      const { held, waitsForAccount, until } = await dispatcher.countDoubts(of, options);
      return { held: Number(held), waitsForAccount: Number(waitsForAccount), until };
    } catch (error) {
      log.warn({ err: error, ...of }, "doubts_not_read");
      return undefined;
    }
  };

export type DoubtsOnRoad = ReturnType<typeof doubtsOnRoad>;
