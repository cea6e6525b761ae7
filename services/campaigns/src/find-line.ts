import { DomainError } from "@whiteline/service-kit";
import type { Line } from "./domain/line.js";
import type { Neighbours } from "./neighbours.js";
import { toLine } from "./proto.js";
import type { LineStore } from "./store/lines.js";

type Projecting = { readonly lines: LineStore } & Pick<Neighbours, "registry" | "tokens">;

export type FindLine = (tenantId: string, lineId: string) => Promise<Line | undefined>;

/**
 * The line from our projection; one that is not there yet (its fact is still on its way) is asked of
 * lines-registry once. Undefined when the tenant has no such line.
 */
export const lineFinder =
  ({ lines, registry, tokens }: Projecting): FindLine =>
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

async function* snapshot({ registry, tokens }: Projecting): AsyncGenerator<Line> {
  for await (const { line } of registry.snapshot({}, await tokens.platform())) {
    if (line !== undefined) yield toLine(line);
  }
}

/** Takes the registry's whole projection; facts that are newer win by their version. */
export const takeLineSnapshot = async (it: Projecting): Promise<void> => {
  for await (const line of snapshot(it)) await it.lines.put(line);
};

/**
 * Takes the projection anew, whatever stood in it. The registry is read before anything is forgotten, so that nothing
 * changes when it is away, and once more afterwards, for the facts that came in between. Answers the number of lines.
 */
export const rebuildLines = async (it: Projecting): Promise<number> => {
  const fresh: Line[] = [];
  for await (const line of snapshot(it)) fresh.push(line);
  await it.lines.clear();
  for (const line of fresh) await it.lines.put(line);
  await takeLineSnapshot(it);
  return fresh.length;
};
