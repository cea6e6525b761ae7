import { changedFields, type TellTrail } from "@whiteline/events";
import {
  inTransaction,
  isDuplicateKey,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import type { CustomerList } from "./domain/list.js";
import type { ListStore } from "./store/lists.js";

export type ChangingLists = Pick<Ports, "now"> & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly lists: ListStore;
  readonly tellTrail: TellTrail;
};

/**
 * Keeps a new list with its entry of the audit trail; a request id that was used before answers with the list it made.
 * @throws DomainError REQUEST_ID_REUSED, LINE_ALREADY_GOVERNED
 */
export async function createList(
  { connection, lists, tellTrail, now }: ChangingLists,
  list: CustomerList,
  { requestId, by }: { readonly requestId: string; readonly by: string },
): Promise<CustomerList> {
  const { listId, tenantId } = list;
  const at = now();
  try {
    await inTransaction(connection, async (session) => {
      await lists.create(session, list, requestId, at);
      const about = { tenantId, providerId: "", actor: by, at };
      const what = { action: "list.created", subject: `list:${listId}` };
      const { after } = changedFields({}, governedBy(list));
      await tellTrail(session, { entryId: `list:${listId}:created`, ...about, ...what, after });
    });
    return list;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return lists.createdBy(list, requestId);
  }
}

/**
 * Gives a list another name or other lines, with its entry of the audit trail, which says that the name changed but not
 * what somebody wrote. What is as it was leaves none.
 * @returns undefined when there is no such list
 * @throws DomainError LINE_ALREADY_GOVERNED
 */
export async function updateList(
  { connection, lists, tellTrail, now }: ChangingLists,
  { tenantId, listId }: Pick<CustomerList, "tenantId" | "listId">,
  change: { readonly name: string | null; readonly governsLineIds: readonly string[] | null },
  { entryId, by }: { readonly entryId: string; readonly by: string },
): Promise<CustomerList | undefined> {
  const at = now();
  return inTransaction(connection, async (session) => {
    const was = await lists.update(session, tenantId, listId, change, at);
    if (was === undefined) return undefined;
    const name = change.name ?? was.name;
    const is = { ...was, name, governsLineIds: change.governsLineIds ?? was.governsLineIds };
    const renamed = name === was.name ? "" : "true";
    const fields = changedFields(governedBy(was), { ...governedBy(is), renamed });
    if (Object.keys({ ...fields.before, ...fields.after }).length > 0) {
      const about = { entryId, tenantId, providerId: "", actor: by, at };
      const what = { action: "list.updated", subject: `list:${listId}` };
      await tellTrail(session, { ...about, ...what, ...fields });
    }
    return is;
  });
}

const governedBy = ({ governsLineIds }: CustomerList) => ({ governs: governsLineIds.join(", ") });
