import { customerListRules, markets } from "@whiteline/markets";
import type { ImportJob } from "./store/import-reading.js";
import type { LineStore } from "./store/lines.js";
import type { ListStore } from "./store/lists.js";
import type { OptOutStore } from "./store/opt-outs.js";

type Stores = {
  readonly lists: Pick<ListStore, "get">;
  readonly lines: Pick<LineStore, "named">;
  readonly optOuts: Pick<OptOutStore, "among">;
};

export type CleanList = ReturnType<typeof listCleaner>;

const nobody = async (): Promise<ReadonlySet<number>> => new Set();

/**
 * Who must not come onto a list, because it governs a line whose provider demands that those who withdrew are removed
 * [000 · Conditions, IR-ASN-21].
 */
export function listCleaner({ lists, lines, optOuts }: Stores) {
  return async ({
    tenantId,
    listId,
    market,
  }: Pick<ImportJob, "tenantId" | "listId" | "market">): Promise<
    (msisdns: readonly number[]) => Promise<ReadonlySet<number>>
  > => {
    const list = listId === null ? undefined : await lists.get(tenantId, listId);
    if (list === undefined || list.governsLineIds.length === 0) return nobody;
    const pack = markets.get(market);
    const governed = await lines.named(tenantId, list.governsLineIds);
    const strict = governed.filter(
      ({ providerId = "", family = "" }) =>
        customerListRules(pack, providerId, family)?.removeOptedOut === true,
    );
    if (strict.length === 0) return nobody;
    return async (msisdns) => {
      const refused = await Promise.all(
        strict.map(({ lineId }) => optOuts.among(tenantId, lineId, msisdns)),
      );
      return new Set(refused.flatMap((numbers) => [...numbers]));
    };
  };
}
