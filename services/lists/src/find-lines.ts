import type { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { MarketPack } from "@whiteline/markets";
import type { Client, Ports, ServiceTokens } from "@whiteline/service-kit";
import { spellingsOf, type NumberedLine } from "./domain/line-number.js";
import { toNumberedLine } from "./proto.js";
import type { LineStore } from "./store/lines.js";

type Deps = Pick<Ports, "now"> & {
  readonly lines: LineStore;
  readonly registry: Client<typeof LinesRegistryServiceDefinition>;
  readonly tokens: ServiceTokens;
};

export type LineFinder = ReturnType<typeof lineFinder>;

/** By how much the clocks of two machines may differ. */
const CLOCKS_DIFFER_MS = 60_000;

/** Which lines bear a number, by what the registry told. */
export function lineFinder({ lines, registry, tokens, now }: Deps) {
  /** Every line of this instant is known here. */
  let completeAt = 0;

  const bearing = async ({ code, callingCode }: MarketPack, number: string) => {
    const spellings = spellingsOf(callingCode, number);
    const found = await lines.bearing(code, spellings);
    const likeliest = spellings.find((digits) => found.some((line) => line.digits === digits));
    return found.filter((line) => line.digits === likeliest);
  };

  async function* snapshot(signal?: AbortSignal): AsyncGenerator<NumberedLine> {
    const options = { ...(await tokens.platform()), ...(signal === undefined ? {} : { signal }) };
    for await (const { line } of registry.snapshot({}, options)) {
      if (line !== undefined) yield toNumberedLine(line);
    }
  }

  /**
   * Takes the registry's whole projection; facts that are newer win by their version.
   * @throws DomainError unavailable
   */
  const takeSnapshot = async (signal?: AbortSignal): Promise<void> => {
    const began = now().getTime();
    for await (const line of snapshot(signal)) await lines.put(line);
    completeAt = Math.max(completeAt, began);
  };

  return {
    takeSnapshot,

    /**
     * Takes the projection anew, whatever stood in it. The registry is read before anything is forgotten, so that
     * nothing changes when it is away, and once more afterwards, for the facts that came in between.
     * @returns the number of lines
     */
    rebuild: async (signal: AbortSignal): Promise<number> => {
      const fresh: NumberedLine[] = [];
      for await (const line of snapshot(signal)) fresh.push(line);
      await lines.clear();
      for (const line of fresh) await lines.put(line);
      await takeSnapshot(signal);
      return fresh.length;
    },

    /**
     * Every line of the market that bears the number to which somebody wrote at `at`. Several providers' platforms
     * may send from one number. When none is known the registry is asked, because the line's fact may be on its way,
     * unless a snapshot began after the reply: that one knew every line it can be meant for.
     * @throws DomainError unavailable when the registry is needed and away: ask again later
     */
    find: async (pack: MarketPack, number: string, at: Date): Promise<readonly NumberedLine[]> => {
      const known = await bearing(pack, number);
      if (known.length > 0 || completeAt > at.getTime() + CLOCKS_DIFFER_MS) return known;
      await takeSnapshot();
      return bearing(pack, number);
    },
  };
}
