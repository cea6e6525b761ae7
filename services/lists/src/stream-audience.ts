import type { StreamAudienceResponse } from "@whiteline/contracts/lists/v1/lists";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { firstFinding } from "./domain/audience.js";
import { pickMembers, type Bucket, type ListVersion } from "./domain/list.js";
import type { Condition, Segment } from "./domain/segment.js";
import { createNumberSet, type NumberSet } from "./domain/number-set.js";
import { toColumn } from "./domain/text-column.js";
import { limitsNow } from "./ask-limits.js";
import { refuseMoreThan, type RecipientStores } from "./check-recipients.js";
import { fromBatch, fromDrops, type Line } from "./proto.js";
import { askGroup, findReach, type Reach } from "./reach.js";
import { linkWriter, type LinkMaking } from "./refusal-links.js";
import { requireVersion } from "./require-version.js";
import { routed } from "./route-ported.js";
import { matcherOf, narrow, type SegmentStores } from "./segment-members.js";
import { warnOfRefresh, type Warning } from "./warn-of-refresh.js";

const MOST_NUMBERS = 100_000;
const BATCH = 1_000;

export type AudienceRequest = {
  readonly line: Line;
  /** Empty: only `numbers`. */
  readonly listId: string;
  /** 0: the version in force. */
  readonly listVersion: number;
  /** Instead of a list: a segment of one. */
  readonly segmentId: string;
  /** Of the list or segment only those to whom this applies too. */
  readonly where?: Condition | undefined;
  readonly numbers: readonly string[];
  /** Empty: the strictest that fits the line. */
  readonly traffic: string;
  /** A variable to be filled with each recipient's refusal link; empty: none. */
  readonly linkVariable: string;
  /** Of a text that is the same for all; 0: texts differ. */
  readonly textDigest: bigint;
  /** The variables that are needed; undefined: all of them. */
  readonly variables: readonly string[] | undefined;
  /** Batches are told in packed columns. */
  readonly packed: boolean;
};

export type AudienceStores = RecipientStores &
  SegmentStores &
  LinkMaking &
  Warning & {
    /** For the metrics: how many recipients of an audience were kept, and dropped by which reason. */
    readonly countAudience: (kept: number, dropped: ReadonlyMap<string, number>) => void;
  };

/** So many refusals of a line are read at once, instead of being asked for group by group. */
const REFUSALS_READ_AT_ONCE = 200_000;

type Group = Bucket &
  Pick<ListVersion, "operators"> & { readonly variableNames: readonly string[] };

/**
 * The audience of a send in batches, then its summary: members of the list in the order of its file, then the numbers
 * given beside it. Each person comes once; each dropped one is counted under the first reason of the send gate.
 * @throws DomainError LIST_UNKNOWN, LIST_VERSION_UNKNOWN, CONDITION_INVALID, AUDIENCE_MISSING, MARKET_UNKNOWN, TOO_MANY_NUMBERS
 */
export async function* streamAudience(
  stores: AudienceStores,
  tenantId: string,
  asked: AudienceRequest,
): AsyncGenerator<StreamAudienceResponse> {
  const { line, numbers } = asked;
  refuseMoreThan(MOST_NUMBERS, numbers);
  const segment = await findSegment(stores, tenantId, asked);
  const request = segment === undefined ? asked : { ...asked, listId: segment.listId };
  const { listId } = request;
  if (listId === "" && numbers.length === 0) {
    throw new DomainError(
      "invalid",
      "AUDIENCE_MISSING",
      "The request names neither a list nor numbers.",
    );
  }
  const reach = await findReach(stores, tenantId, line, request.traffic);
  const list =
    listId === ""
      ? undefined
      : await requireVersion(stores.lists, tenantId, listId, request.listVersion);
  const condition = both(segment?.condition, request.where);
  const matcher =
    list === undefined || condition === undefined
      ? undefined
      : await matcherOf(stores, tenantId, condition, { ...list, market: line.market });
  const ported = await stores.portability.current(line.market);
  const inSegment = createNumberSet();
  const dropped = new Map<string, number>();
  let kept = 0;

  const groups = async function* (): AsyncGenerator<Group> {
    if (list !== undefined) {
      const { operators } = list;
      const needed = neededColumns(list, request.variables);
      const variableNames = needed.map((column) => list.variables[column]?.name ?? "");
      const others = matcher?.asks.filter((column) => !needed.includes(column)) ?? [];
      const read = [...needed, ...others];
      for await (const stored of stores.members.read(list.build, read)) {
        const whole = routed({ ...stored, operators }, ported);
        const bucket = matcher === undefined ? whole : narrow(whole, read, matcher);
        if (matcher !== undefined && numbers.length > 0)
          for (const msisdn of bucket.msisdns) inSegment.add(msisdn);
        const columns = bucket.columns.slice(0, needed.length);
        yield { ...bucket, columns, variableNames };
      }
    }
    if (numbers.length === 0) return;
    const ofList = list === undefined ? undefined : await stores.membership.of(list.build);
    const members = matcher === undefined ? ofList : inSegment;
    for (const group of readNumbers(reach, numbers, members, dropped)) yield routed(group, ported);
  };

  // What is refused or sent while we read is asked again at release.
  const refused = await stores.optOuts.all(tenantId, line.lineId, REFUSALS_READ_AT_ONCE);
  const limits = await limitsNow(stores, { tenantId, pack: reach.pack, traffic: reach.traffic });
  const linkOf =
    request.linkVariable === ""
      ? undefined
      : await linkWriter(stores, { tenantId, lineId: line.lineId, market: line.market });
  const digests = [request.textDigest];
  for await (const group of groups()) {
    const { msisdns } = group;
    const answers = await askGroup(stores, reach, { msisdns, digests, refused, limits });
    const barred = reach.rules.needsConsent
      ? await stores.registry.barredAmong(tenantId, reach.pack, msisdns)
      : undefined;
    const finding = firstFinding(reach.rules, answers);
    const reasonAgainst =
      barred === undefined
        ? finding
        : (msisdn: number) => (barred.has(msisdn) ? "no_consent" : finding(msisdn));
    const reached = filter(group, reasonAgainst, dropped);
    const batch = linkOf === undefined ? reached : withLinks(reached, request.linkVariable, linkOf);
    kept += batch.msisdns.length;
    if (batch.msisdns.length > 0)
      yield { part: { $case: "batch", value: fromBatch(batch, request.packed) } };
  }
  stores.countAudience(kept, dropped);
  const listVersion = BigInt(list?.version ?? 0);
  yield {
    part: {
      $case: "summary",
      value: {
        ...{ listId, listVersion, kept: BigInt(kept), dropped: fromDrops(dropped) },
        warnings: [...(await warnOfRefresh(stores, tenantId, line))],
      },
    },
  };
}

const both = (
  condition: Condition | undefined,
  where: Condition | undefined,
): Condition | undefined =>
  condition === undefined || where === undefined
    ? (condition ?? where)
    : { kind: "all", conditions: [condition, where] };

/** None where none is named. @throws DomainError SEGMENT_UNKNOWN */
export async function findSegment(
  { segments }: Pick<SegmentStores, "segments">,
  tenantId: string,
  { segmentId }: Pick<AudienceRequest, "segmentId">,
): Promise<Segment | undefined> {
  if (segmentId === "") return undefined;
  const segment = await segments.get(tenantId, segmentId);
  if (segment !== undefined) return segment;
  throw new DomainError("not_found", "SEGMENT_UNKNOWN", "There is no such segment.");
}

/** The columns of a version that are asked for, in its order. */
function neededColumns(
  { variables }: Pick<ListVersion, "variables">,
  asked: readonly string[] | undefined,
): readonly number[] {
  const columns = [...variables.keys()];
  return asked === undefined
    ? columns
    : columns.filter((column) => asked.includes(variables[column]?.name ?? ""));
}

/** Numbers as written, normalised and without repetition, also of members of the list. */
function* readNumbers(
  { pack }: Reach,
  numbers: readonly string[],
  members: NumberSet | undefined,
  dropped: Map<string, number>,
): Generator<Group> {
  const seen = createNumberSet();
  const operators: string[] = [];
  for (let from = 0; from < numbers.length; from += BATCH) {
    const msisdns: number[] = [];
    const operatorIndex: number[] = [];
    for (const written of numbers.slice(from, from + BATCH)) {
      const number = normaliseNumber(pack, written);
      if (number.kind === "refused") {
        count(dropped, number.code);
        continue;
      }
      const msisdn = Number(number.e164);
      if (members?.has(msisdn) === true || !seen.add(msisdn)) {
        count(dropped, "DUPLICATE");
        continue;
      }
      if (!operators.includes(number.operator)) operators.push(number.operator);
      msisdns.push(msisdn);
      operatorIndex.push(operators.indexOf(number.operator));
    }
    yield {
      msisdns,
      operatorIndex: Uint8Array.from(operatorIndex),
      operators: [...operators],
      variableNames: [],
      columns: [],
    };
  }
}

/** Those of a group against whom nothing speaks; the group itself when that is everybody. */
function filter(
  group: Group,
  reasonAgainst: (msisdn: number) => string | undefined,
  dropped: Map<string, number>,
): Group {
  const places: number[] = [];
  group.msisdns.forEach((msisdn, i) => {
    const reason = reasonAgainst(msisdn);
    if (reason === undefined) places.push(i);
    else count(dropped, reason);
  });
  return pickMembers(group, places);
}

/** Each recipient's link beside its other variables; a column of the list by the same name gives way. */
function withLinks(batch: Group, name: string, linkOf: (msisdn: number) => string): Group {
  const others = [...batch.variableNames.keys()].filter((i) => batch.variableNames[i] !== name);
  return {
    ...batch,
    variableNames: [...others.map((i) => batch.variableNames[i] ?? ""), name],
    columns: [
      ...others.flatMap((i) => batch.columns[i] ?? []),
      toColumn(batch.msisdns.map(linkOf)),
    ],
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
