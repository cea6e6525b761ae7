import type { TellTrail } from "@whiteline/events";
import {
  DomainError,
  inTransaction,
  isDuplicateKey,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import type { CustomerList } from "./domain/list.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";

type Deps = Pick<Ports, "now"> & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly lists: ListStore;
  readonly members: MemberStore;
  readonly tellTrail: TellTrail;
};

type RollBack = {
  readonly tenantId: string;
  readonly requestId: string;
  readonly listId: string;
  readonly version: number;
  readonly madeBy: string;
};

/**
 * Puts an old version in force again, as a new one that equals it. The same request id answers with what it made. An
 * import that is being read meanwhile is applied to what this made.
 * @throws DomainError LIST_VERSION_UNKNOWN, LIST_CHANGED when another version came at the same moment, REQUEST_ID_REUSED
 */
export async function rollBackList(deps: Deps, asked: RollBack): Promise<CustomerList> {
  const { tenantId, listId, requestId } = asked;
  const made = await replayed(deps.lists, asked);
  if (made !== undefined) return made;
  const [list, old] = await Promise.all([
    deps.lists.get(tenantId, listId),
    deps.lists.version(tenantId, listId, asked.version),
  ]);
  if (list === undefined || old === undefined || asked.version === 0) {
    throw new DomainError(
      "precondition",
      "LIST_VERSION_UNKNOWN",
      "The list has no such finished version.",
      { remedy: "Read the versions of the list." },
    );
  }
  const present = await deps.lists.version(tenantId, listId, list.version);
  const difference = await differ(deps.members, present?.build, old.build);
  const { build, members, operators, variables } = old;
  const origin = {
    operation: "roll_back" as const,
    importId: "",
    fileName: "",
    madeBy: asked.madeBy,
    equalsVersion: old.version,
  };
  const version = { listId, build, members, operators, variables, ...origin, ...difference };
  try {
    const at = deps.now();
    const rolled = { ...version, requestId };
    const advanced = await inTransaction(deps.connection, async (session) => {
      const from = { from: list.version, at };
      const next = await deps.lists.advance(session, tenantId, rolled, from);
      if (next === undefined) return undefined;
      const about = { tenantId, providerId: "", actor: asked.madeBy, at };
      const what = { action: "list.rolled_back", subject: `list:${listId}` };
      await deps.tellTrail(session, {
        ...{ entryId: `list:${listId}:${next.version}`, ...about, ...what },
        before: { version: String(list.version) },
        after: { version: String(next.version), equals: String(old.version) },
      });
      return next;
    });
    if (advanced !== undefined) return advanced;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const first = await replayed(deps.lists, asked);
    if (first !== undefined) return first;
  }
  throw new DomainError("conflict", "LIST_CHANGED", "The list got another version meanwhile.", {
    remedy: "Read the versions of the list, then roll back again.",
  });
}

async function replayed(
  lists: ListStore,
  { tenantId, requestId, listId, version }: RollBack,
): Promise<CustomerList | undefined> {
  const first = await lists.madeBy(tenantId, requestId);
  if (first === undefined) return undefined;
  if (first.listId === listId && first.equalsVersion === version)
    return lists.get(tenantId, listId);
  throw new DomainError(
    "already_exists",
    "REQUEST_ID_REUSED",
    "This request id rolled back something else.",
    { remedy: "Use a fresh request id for each roll back." },
  );
}

async function differ(members: MemberStore, present: string | undefined, old: string) {
  if (present === undefined || present === old) return { added: 0, removed: 0, updated: 0 };
  const [from, to] = await Promise.all([members.numbers(present), members.numbers(old)]);
  let stayed = 0;
  for (const msisdn of to.values()) if (from.has(msisdn)) stayed += 1;
  return { added: to.size - stayed, removed: from.size - stayed, updated: 0 };
}
