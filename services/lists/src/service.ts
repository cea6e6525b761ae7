import type { ListsServiceImplementation } from "@whiteline/contracts/lists/v1/lists";
import { normaliseNumber } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type Bell,
  type CallContextExt,
  type connectMongo,
  type Envelope,
  type Ports,
} from "@whiteline/service-kit";
import type { Events, TellTrail } from "@whiteline/events";
import { createList } from "./change-list.js";
import { checkCustomerList, notASample } from "./check-customer-list.js";
import { checkRecipients, refuseMoreThan } from "./check-recipients.js";
import type { Import } from "./domain/import.js";
import { toCondition } from "./proto-segments.js";
import { refuseSecondList } from "./list-duties.js";
import { fromImport, fromList, toLine, toName, toRequestId } from "./proto.js";
import { packOf } from "./reach.js";
import { receiveFile } from "./receive-file.js";
import { recordOptOut } from "./record-opt-out.js";
import { requireLine, requireOwnLines } from "./require-line.js";
import { streamAudience, type AudienceStores } from "./stream-audience.js";
import { createNumberSet } from "./domain/number-set.js";
import type { FileStore } from "./store/files.js";
import type { ImportStore } from "./store/imports.js";
import type { LineStore } from "./store/lines.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";
import type { Membership } from "./store/membership.js";
import type { OptOutStore } from "./store/opt-outs.js";
import type { RejectStore } from "./store/rejects.js";
import type { RegistryEntryStore } from "./store/registry-entries.js";

type Deps = Ports &
  AudienceStores & {
    readonly connection: Awaited<ReturnType<typeof connectMongo>>;
    readonly lists: ListStore;
    readonly imports: ImportStore;
    readonly rejects: RejectStore;
    readonly lines: LineStore;
    readonly members: MemberStore;
    readonly membership: Membership;
    readonly optOuts: OptOutStore;
    readonly registryEntries: RegistryEntryStore;
    readonly files: FileStore;
    readonly envelope: Envelope;
    readonly events: Events;
    readonly tellTrail: TellTrail;
    /** Rung when a file has arrived whole. */
    readonly arrivals: Bell;
  };

/** A few numbers wait until a load has ended. */
const FEW_NUMBERS_WAIT_MS = 8_000;
/** Numbers of one load of a black list. */
const MOST_BLOCKED = 100_000;

/** What lists answers. Every question is about the lists of the calling tenant. */
export function listsService(deps: Deps): ListsServiceImplementation<CallContextExt> {
  const { lists, imports, blockLists, files, envelope, now, newId } = deps;

  const requireImport = async (context: CallContextExt, importId: string): Promise<Import> => {
    const found = await imports.get(requireTenant(context), importId);
    if (found !== undefined) return found;
    throw new DomainError("not_found", "IMPORT_UNKNOWN", "The import is not one of this tenant.");
  };

  return {
    async createList(request, context) {
      const tenantId = requireTenant(context);
      const { code: market } = packOf(principalOf(context).market);
      const name = toName(request.name);
      if (name === "") throw new DomainError("invalid", "NAME_MISSING", "A list has a name.");
      const governsLineIds = [...new Set(request.governsLineIds)];
      const list = {
        listId: newId(),
        tenantId,
        name,
        market,
        governsLineIds,
        version: 0,
        members: 0,
      };
      await requireOwnLines(deps, tenantId, governsLineIds);
      await refuseSecondList(deps, list);
      const by = actorOf(principalOf(context));
      const requestId = toRequestId(request.requestId);
      return { list: fromList(await createList(deps, list, { requestId, by })) };
    },

    async getList({ listId }, context) {
      const list = await lists.get(requireTenant(context), listId);
      if (list === undefined)
        throw new DomainError("not_found", "LIST_UNKNOWN", "The list is not one of this tenant.");
      return { list: fromList(list) };
    },

    async listLists(_request, context) {
      return { lists: (await lists.all(requireTenant(context))).map(fromList) };
    },

    async importFile(parts, context) {
      const tenantId = requireTenant(context);
      const { code: market } = packOf(principalOf(context).market);
      const madeBy = actorOf(principalOf(context));
      return { import: fromImport(await receiveFile(parts, { tenantId, market, madeBy }, deps)) };
    },

    async getImport({ importId }, context) {
      return { import: fromImport(await requireImport(context, importId)) };
    },

    async *downloadRejects({ importId }, context) {
      const { tenantId, state } = await requireImport(context, importId);
      const attempt = await imports.finishedAttempt(tenantId, importId);
      if (attempt === undefined) {
        throw new DomainError(
          "precondition",
          "NO_REJECTED_ROWS",
          `An import that is ${state} has no rejected rows.`,
          {
            remedy: "Ask again when the import has finished.",
          },
        );
      }
      for await (const data of deps.rejects.read(importId, attempt)) yield { data };
    },

    async *downloadSample({ importId }, context) {
      const { tenantId } = await requireImport(context, importId);
      const sample = await imports.sampleFile(tenantId, importId);
      if (sample === undefined) throw notASample();
      const plain = files.read(sample.fileId, envelope.openStream(sample.header));
      for await (const data of plain) if (Buffer.isBuffer(data)) yield { data };
    },

    async checkCustomerList({ importId, providerId, family }, context) {
      return checkCustomerList(await requireImport(context, importId), providerId, family);
    },

    async *streamAudience(request, context) {
      const tenantId = requireTenant(context);
      const { listId, listVersion, segmentId, numbers, traffic, textDigest } = request;
      const line = toLine(request.line);
      yield* streamAudience(deps, tenantId, {
        line,
        listId,
        listVersion: Number(listVersion),
        segmentId,
        where: request.where && toCondition(request.where),
        numbers,
        traffic,
        textDigest,
        linkVariable: request.refusalLinkVariable,
        variables: request.namedVariablesOnly ? request.variables : undefined,
        packed: request.packed,
      });
    },

    async checkRecipients({ line, numbers, traffic, textDigests, countAs }, context) {
      const question = { line: toLine(line), numbers, traffic, digests: textDigests, countAs };
      return checkRecipients(deps, requireTenant(context), question);
    },

    async recordOptOut(request, context) {
      const tenantId = requireTenant(context);
      const pack = packOf(principalOf(context).market);
      const { number, lineId, channel, heardAt } = request;
      if (lineId !== "") await requireLine(deps.lines, tenantId, lineId);
      const requestId = toRequestId(request.requestId);
      const reference = toName(request.reference);
      const { kind, personId } = principalOf(context);
      // What a customer's own system heard is the subscriber's word; what a person typed is that person's deed.
      const isTyped = kind === "tenant" && personId !== undefined;
      const enteredBy = isTyped ? actorOf(principalOf(context)) : undefined;
      const said = { requestId, number, lineId, channel, heardAt, reference };
      const word = { tenantId, pack, ...said, enteredBy };
      const { at, refusalId } = await recordOptOut(deps, word);
      return { at, refusalId };
    },

    async addToBlackList({ market, numbers }, context) {
      const staff = requireStaff(context, "operations");
      const [by, providerId] = [actorOf(staff), staff.providerId];
      const pack = packOf(market);
      refuseMoreThan(MOST_BLOCKED, numbers);
      const read = numbers.map((number) => normaliseNumber(pack, number));
      const msisdns = read.flatMap((number) => (number.kind === "ok" ? [Number(number.e164)] : []));
      const given = createNumberSet();
      for (const msisdn of msisdns) given.add(msisdn);
      const refused = numbers.length - msisdns.length;
      if (given.size === 0) return { added: 0n, refused: BigInt(refused) };
      const loadId = newId();
      const wish = { market, owner: "", change: "add" as const, fileName: "", refused: [], given };
      const { added } = await blockLists.change({
        ...{ ...wish, loadId, requestId: loadId, by, providerId, baseVersion: 0, mayShrink: true },
        waitMs: FEW_NUMBERS_WAIT_MS,
        ...{ rowsRead: numbers.length, beganAt: now() },
      });
      return { added: BigInt(added), refused: BigInt(refused) };
    },
  };
}
