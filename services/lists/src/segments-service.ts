import type { SegmentsServiceImplementation } from "@whiteline/contracts/lists/v1/segments";
import {
  DomainError,
  requireTenant,
  type CallContextExt,
  type Ports,
} from "@whiteline/service-kit";
import type { CustomerList } from "./domain/list.js";
import { listsOf, type Condition, type Segment } from "./domain/segment.js";
import { fromSegment, toCondition } from "./proto-segments.js";
import { toName, toRequestId } from "./proto.js";
import { previewSegment, requireFit, type SegmentStores } from "./segment-members.js";

type Deps = SegmentStores & Ports;

/** Named parts of lists. */
export function segmentsService(deps: Deps): SegmentsServiceImplementation<CallContextExt> {
  const { segments, lists, now, newId } = deps;

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
      const [createdAt, version] = [now(), 1];
      const facts = { segmentId: newId(), tenantId, name, listId, condition };
      const made = await segments.create(
        { ...facts, version, createdAt, updatedAt: createdAt },
        toRequestId(request.requestId),
      );
      return { segment: fromSegment(made) };
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
      const changed = isAsSeen ? await segments.update(present, wanted) : undefined;
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
      await segments.remove(requireTenant(context), segmentId);
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
