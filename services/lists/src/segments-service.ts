import type { SegmentsServiceImplementation } from "@whiteline/contracts/lists/v1/segments";
import type { TellTrail } from "@whiteline/events";
import {
  actorOf,
  DomainError,
  inTransaction,
  isDuplicateKey,
  principalOf,
  requireTenant,
  type CallContextExt,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import type { CustomerList } from "./domain/list.js";
import { listsOf, type Condition, type Segment } from "./domain/segment.js";
import { fromSegment, toCondition } from "./proto-segments.js";
import { toName, toRequestId } from "./proto.js";
import { previewSegment, requireFit, type SegmentStores } from "./segment-members.js";

type Deps = SegmentStores &
  Ports & {
    readonly connection: Awaited<ReturnType<typeof connectMongo>>;
    readonly tellTrail: TellTrail;
  };

/** Named parts of lists. */
export function segmentsService(deps: Deps): SegmentsServiceImplementation<CallContextExt> {
  const { segments, lists, connection, tellTrail, now, newId } = deps;

  const requireSegment = async (tenantId: string, segmentId: string): Promise<Segment> => {
    const found = await segments.get(tenantId, segmentId);
    if (found !== undefined) return found;
    throw new DomainError("not_found", "SEGMENT_UNKNOWN", "There is no such segment.", {
      remedy: "Take the id from the list of your segments.",
    });
  };

  const requireList = async (tenantId: string, listId: string): Promise<CustomerList> => {
    const list = await lists.get(tenantId, listId);
    if (list !== undefined) return list;
    throw new DomainError("not_found", "LIST_UNKNOWN", "The list is not one of this tenant.");
  };

  const requireListsFor = async (
    tenantId: string,
    listId: string,
    condition: Condition,
  ): Promise<{ readonly market: string }> => {
    const { market } = await requireList(tenantId, listId);
    for (const id of new Set(listsOf(condition))) await requireList(tenantId, id);
    const version = await lists.version(tenantId, listId, 0);
    if (version !== undefined) requireFit(condition, { variables: version.variables, market });
    return { market };
  };

  return {
    async createSegment(request, context) {
      const tenantId = requireTenant(context);
      const condition = toCondition(request.condition);
      const name = toName(request.name);
      if (name === "") throw new DomainError("invalid", "NAME_MISSING", "A segment has a name.");
      const { listId } = request;
      await requireListsFor(tenantId, listId, condition);
      const requestId = toRequestId(request.requestId);
      const [at, segmentId] = [now(), newId()];
      const facts = { segmentId, tenantId, name, listId, condition, version: 1 };
      const segment = { ...facts, createdAt: at, updatedAt: at };
      try {
        await inTransaction(connection, async (session) => {
          await segments.create(session, segment, requestId);
          await tellTrail(session, {
            ...deedOf(segment, context, at),
            ...{ action: "segment.created", after: { list: listId, version: "1" } },
          });
        });
        return { segment: fromSegment(segment) };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return { segment: fromSegment(await segments.createdBy(segment, requestId)) };
      }
    },

    async updateSegment({ segmentId, name, condition, expectedVersion }, context) {
      const tenantId = requireTenant(context);
      const present = await requireSegment(tenantId, segmentId);
      const wanted = {
        name: toName(name) === "" ? present.name : toName(name),
        condition: condition === undefined ? present.condition : toCondition(condition),
        at: now(),
      };
      await requireListsFor(tenantId, present.listId, wanted.condition);
      const isAsSeen = expectedVersion === 0n || Number(expectedVersion) === present.version;
      const changed = await inTransaction(connection, async (session) => {
        const is = isAsSeen ? await segments.update(session, present, wanted) : undefined;
        if (is === undefined) return undefined;
        await tellTrail(session, {
          ...{ ...deedOf(is, context, wanted.at), action: "segment.updated" },
          before: { version: String(present.version) },
          after: { version: String(is.version) },
        });
        return is;
      });
      if (changed !== undefined) return { segment: fromSegment(changed) };
      throw new DomainError("conflict", "SEGMENT_CHANGED", "The segment changed meanwhile.", {
        remedy: "Read it again, then change it.",
      });
    },

    async getSegment({ segmentId }, context) {
      return { segment: fromSegment(await requireSegment(requireTenant(context), segmentId)) };
    },

    async listSegments({ listId }, context) {
      return { segments: (await segments.all(requireTenant(context), listId)).map(fromSegment) };
    },

    async deleteSegment({ segmentId }, context) {
      const tenantId = requireTenant(context);
      await inTransaction(connection, async (session) => {
        if (!(await segments.remove(session, tenantId, segmentId))) return;
        const gone = { segmentId, tenantId, version: 0 };
        await tellTrail(session, { ...deedOf(gone, context, now()), action: "segment.removed" });
      });
      return {};
    },

    async previewSegment({ segmentId, listId, condition }, context) {
      const tenantId = requireTenant(context);
      const asked =
        segmentId === ""
          ? { listId, condition: toCondition(condition) }
          : await requireSegment(tenantId, segmentId);
      const { market } = await requireListsFor(tenantId, asked.listId, asked.condition);
      const { variableNames, samples, ...counted } = await previewSegment(
        deps,
        tenantId,
        { ...asked, market },
        context.signal,
      );
      return {
        listVersion: BigInt(counted.listVersion),
        members: BigInt(counted.members),
        matching: BigInt(counted.matching),
        variableNames: [...variableNames],
        samples: samples.map(({ number, operator, values }) => ({
          number,
          operator,
          values: [...values],
        })),
      };
    },
  };
}

/** What every entry of the audit trail about a segment says; version 0: it is no more. */
function deedOf(
  { segmentId, tenantId, version }: Pick<Segment, "segmentId" | "tenantId" | "version">,
  context: CallContextExt,
  at: Date,
) {
  const subject = `segment:${segmentId}`;
  const about = { tenantId, providerId: "", actor: actorOf(principalOf(context)), at };
  return { entryId: `${subject}:${version}`, subject, ...about };
}
