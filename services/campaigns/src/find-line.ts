import { DomainError } from "@whiteline/service-kit";
import type { Line } from "./domain/line.js";
import type { Neighbours } from "./neighbours.js";
import { toLine } from "./proto.js";
import type { LineStore } from "./store/lines.js";

export type FindLine = (tenantId: string, lineId: string) => Promise<Line | undefined>;

/**
 * The line from our projection; one that is not there yet (its fact is still on its way) is asked of
 * lines-registry once. Undefined when the tenant has no such line.
 */
export const lineFinder =
  ({
    lines,
    registry,
    tokens,
  }: { readonly lines: LineStore } & Pick<Neighbours, "registry" | "tokens">): FindLine =>
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

/** Takes the registry's whole projection; facts that are newer win by their version. */
export const takeLineSnapshot = async ({
  lines,
  registry,
  tokens,
}: { readonly lines: LineStore } & Pick<Neighbours, "registry" | "tokens">): Promise<void> => {
  for await (const { line } of registry.snapshot({}, await tokens.platform())) {
    if (line !== undefined) await lines.put(toLine(line));
  }
};
