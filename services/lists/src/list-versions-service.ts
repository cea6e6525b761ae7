import type {
  ListVersion as VersionMessage,
  ListVersionsServiceImplementation,
  VersionUse as UseMessage,
} from "@whiteline/contracts/lists/v1/list_versions";
import type { TellTrail } from "@whiteline/events";
import { normaliseNumber } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireTenant,
  type CallContext,
  type CallContextExt,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import { updateList } from "./change-list.js";
import type { CustomerList, ListVersion } from "./domain/list.js";
import { downloadRemoved, downloadVersion } from "./download-version.js";
import { listDuties, refuseSecondList } from "./list-duties.js";
import { versionMeasurer } from "./measure-version.js";
import { fromList, fromMeasured, fromVariable, toName, toRequestId } from "./proto.js";
import { packOf } from "./reach.js";
import { requireOwnLines, type AskingLines } from "./require-line.js";
import { requireVersion as findVersion } from "./require-version.js";
import { rollBackList } from "./roll-back-list.js";
import type { VersionRecord } from "./store/list-versions.js";
import type { SegmentStore } from "./store/segments.js";
import type { VersionUse, VersionUseStore } from "./store/version-uses.js";
import { findSegment } from "./stream-audience.js";

type Deps = Parameters<typeof listDuties>[0] &
  Parameters<typeof versionMeasurer>[0] &
  AskingLines &
  Ports & {
    readonly connection: Awaited<ReturnType<typeof connectMongo>>;
    readonly uses: VersionUseStore;
    readonly segments: SegmentStore;
    readonly tellTrail: TellTrail;
  };

/** Versions of lists, and what lists owe the lines they govern. */
export function listVersionsService(deps: Deps): ListVersionsServiceImplementation<CallContextExt> {
  const { lists, members, uses } = deps;
  const measureVersion = versionMeasurer(deps);

  const requireList = async (context: CallContext, listId: string): Promise<CustomerList> => {
    const list = await lists.get(requireTenant(context), listId);
    if (list !== undefined) return list;
    throw new DomainError("not_found", "LIST_UNKNOWN", "The list is not one of this tenant.");
  };

  const requireVersion = async (
    context: CallContext,
    listId: string,
    version: bigint,
  ): Promise<ListVersion> => {
    const { tenantId } = await requireList(context, listId);
    const found = await lists.version(tenantId, listId, Number(version));
    if (found !== undefined) return found;
    throw new DomainError(
      "precondition",
      "LIST_VERSION_UNKNOWN",
      "The list has no such finished version.",
      { remedy: "Read the versions of the list." },
    );
  };

  return {
    async listVersions({ listId }, context) {
      const { tenantId } = await requireList(context, listId);
      const [versions, used] = await Promise.all([
        lists.history(tenantId, listId),
        uses.ofList(tenantId, listId),
      ]);
      return { versions: versions.map((version) => fromVersion(version, used)) };
    },

    async *downloadVersion({ listId, version }, context) {
      const found = await requireVersion(context, listId, version);
      for await (const data of downloadVersion({ members }, found)) yield { data };
    },

    async *downloadRemoved({ listId, version }, context) {
      const found = await requireVersion(context, listId, version);
      const tenantId = requireTenant(context);
      const before =
        found.version === 1 ? undefined : await lists.version(tenantId, listId, found.version - 1);
      for await (const data of downloadRemoved({ members }, found, before)) yield { data };
    },

    async rollBackList({ requestId, listId, version }, context) {
      const { tenantId } = await requireList(context, listId);
      const madeBy = actorOf(principalOf(context));
      const asked = { tenantId, listId, version: Number(version), madeBy };
      return {
        list: fromList(await rollBackList(deps, { ...asked, requestId: toRequestId(requestId) })),
      };
    },

    async getListDuties({ listId }, context) {
      const { lines, withdrawnMembers } = await listDuties(
        deps,
        await requireList(context, listId),
        context.signal,
      );
      return { lines, withdrawnMembers: BigInt(withdrawnMembers) };
    },

    async updateList({ listId, name, governs }, context) {
      const list = await requireList(context, listId);
      const governsLineIds = governs === undefined ? null : [...new Set(governs.lineIds)];
      if (governsLineIds !== null) {
        await requireOwnLines(deps, list.tenantId, governsLineIds);
        await refuseSecondList(deps, { ...list, governsLineIds });
      }
      const wanted = toName(name);
      const change = { name: wanted === "" ? null : wanted, governsLineIds };
      const deed = { entryId: deps.newId(), by: actorOf(principalOf(context)) };
      const changed = await updateList(deps, list, change, deed);
      return { list: fromList(changed ?? list) };
    },

    async measureVersion({ listId, version, segmentId, columns, refusalLinkVariable }, context) {
      const tenantId = requireTenant(context);
      const segment = await findSegment(deps, tenantId, { segmentId });
      const list = await requireList(context, segment?.listId ?? listId);
      const found = await findVersion(lists, tenantId, list.listId, Number(version));
      const asked = { columns, linkVariable: refusalLinkVariable };
      return fromMeasured(found, await measureVersion(list, found, asked));
    },

    async findMembership({ listId, version, number }, context) {
      const list = await requireList(context, listId);
      const read = normaliseNumber(packOf(list.market), number);
      if (read.kind === "refused") {
        throw new DomainError("invalid", "NUMBER_INVALID", "It is no mobile number.", {
          remedy: read.remedy,
        });
      }
      const found = await requireVersion(context, listId, version);
      const [values, [record]] = await Promise.all([
        members.find(found.build, Number(read.e164), found.variables.length),
        lists.history(list.tenantId, listId, found.version),
      ]);
      return {
        member: values !== undefined,
        version: BigInt(found.version),
        versionAt: record?.at,
        values: found.variables.map(({ name }, i) => ({ name, value: values?.[i] ?? "" })),
      };
    },
  };
}

function fromVersion(record: VersionRecord, used: readonly VersionUse[]): VersionMessage {
  return {
    version: BigInt(record.version),
    members: BigInt(record.members),
    operation: record.operation,
    importId: record.importId,
    fileName: record.fileName,
    madeBy: record.madeBy,
    at: record.at,
    added: BigInt(record.added),
    removed: BigInt(record.removed),
    updated: BigInt(record.updated),
    equalsVersion: BigInt(record.equalsVersion),
    variables: record.variables.map(fromVariable),
    uses: used.filter(({ version }) => version === record.version).map(fromUse),
  };
}

function fromUse(use: VersionUse): UseMessage {
  const { campaignId, campaignName, lineId, segmentId, submittedBy, materialisedAt } = use;
  return {
    campaignId,
    campaignName,
    lineId,
    segmentId,
    recipients: BigInt(use.recipients),
    submittedBy,
    materialisedAt,
    finishedAt: use.finishedAt ?? undefined,
  };
}
