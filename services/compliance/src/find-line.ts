import type { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { DomainError, type Client, type ServiceTokens } from "@whiteline/service-kit";
import type { Line } from "./domain/line.js";
import { toLine } from "./proto.js";
import type { LineStore } from "./store/lines.js";

type Dependencies = {
  readonly lines: LineStore;
  readonly registry: Client<typeof LinesRegistryServiceDefinition>;
  readonly tokens: ServiceTokens;
};

export type FindLine = (tenantId: string, lineId: string) => Promise<Line | undefined>;

/**
 * The line from memory. One that is not there yet (its fact may still be on its way) is asked of
 * lines-registry, so that no campaign is refused because two facts overtook each other. Undefined when
 * the tenant has no such line.
 * @throws DomainError unavailable when the registry is needed and away: judge again later
 */
export const lineFinder =
  ({ lines, registry, tokens }: Dependencies): FindLine =>
  async (tenantId, lineId) => {
    const known = lines.get(lineId);
    if (known !== undefined) return known.tenantId === tenantId ? known : undefined;
    if (lineId === "") return undefined;
    try {
      const { line } = await registry.getLine({ lineId }, await tokens.forTenant(tenantId));
      if (line?.tenantId !== tenantId) return undefined;
      await lines.put(toLine(line));
      return lines.get(lineId);
    } catch (error) {
      const isUnknown =
        error instanceof DomainError && (error.kind === "not_found" || error.kind === "forbidden");
      if (isUnknown) return undefined;
      throw error;
    }
  };

async function* snapshot(
  { registry, tokens }: Dependencies,
  signal: AbortSignal,
): AsyncGenerator<Line> {
  const options = { ...(await tokens.platform()), signal };
  for await (const { line } of registry.snapshot({}, options)) {
    if (line !== undefined) yield toLine(line);
  }
}

/** Takes the registry's whole projection; facts that are newer win by their version. */
export const takeLineSnapshot = async (it: Dependencies, signal: AbortSignal): Promise<void> => {
  for await (const line of snapshot(it, signal)) await it.lines.put(line);
  if (!signal.aborted) await it.lines.markWhole();
};

/**
 * Takes the projection anew, whatever stood in it. The registry is read before anything is forgotten, so that nothing
 * changes when it is away, and once more afterwards, for the facts that came in between. Answers the number of lines.
 */
export const rebuildLines = async (it: Dependencies, signal: AbortSignal): Promise<number> => {
  const fresh: Line[] = [];
  for await (const line of snapshot(it, signal)) fresh.push(line);
  await it.lines.clear();
  for (const line of fresh) await it.lines.put(line);
  await takeLineSnapshot(it, signal);
  return fresh.length;
};
