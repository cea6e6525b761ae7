import { DomainError } from "@whiteline/service-kit";
import type { ListVersion } from "./domain/list.js";
import type { ListStore } from "./store/lists.js";

/**
 * A finished version of a list; the one in force for 0.
 * @throws DomainError LIST_UNKNOWN, LIST_VERSION_UNKNOWN: what its first import has not brought yet, nobody knows
 */
export async function requireVersion(
  lists: Pick<ListStore, "get" | "version">,
  tenantId: string,
  listId: string,
  listVersion: number,
): Promise<ListVersion> {
  const version = await lists.version(tenantId, listId, listVersion);
  if (version !== undefined) return version;
  if ((await lists.get(tenantId, listId)) === undefined)
    throw new DomainError("not_found", "LIST_UNKNOWN", "The list is not one of this tenant.");
  throw new DomainError(
    "precondition",
    "LIST_VERSION_UNKNOWN",
    `The list ${listId} has no such finished version.`,
    { remedy: "Import a file into the list and wait until the import has finished." },
  );
}
