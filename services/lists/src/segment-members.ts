import { setImmediate as turn } from "node:timers/promises";
import { maskNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { pickMembers, type Bucket, type ListVersion } from "./domain/list.js";
import { askBehaviour, type BehaviourStores } from "./ask-behaviour.js";
import {
  behavioursOf,
  columnsAsked,
  compileCondition,
  listsOf,
  type BehaviourCondition,
  misfitOf,
  type Condition,
  type Matches,
  type Segment,
} from "./domain/segment.js";
import { pick, valuesOf } from "./domain/text-column.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";
import type { Membership } from "./store/membership.js";
import { packOf } from "./reach.js";
import { requireVersion } from "./require-version.js";
import { routed } from "./route-ported.js";
import type { PortabilityStore } from "./store/portability.js";
import type { SegmentStore } from "./store/segments.js";

export type SegmentStores = BehaviourStores & {
  readonly segments: SegmentStore;
  readonly lists: ListStore;
  readonly members: MemberStore;
  readonly membership: Membership;
  readonly portability: Pick<PortabilityStore, "current">;
};

export type SegmentPreview = {
  readonly listVersion: number;
  readonly members: number;
  readonly matching: number;
  readonly variableNames: readonly string[];
  readonly samples: readonly {
    readonly number: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
};

type InMarket = { readonly market: string };

/** A condition against a version. */
export type Matcher = {
  readonly matches: Matches;
  /** Places of the variables that it looks at. */
  readonly asks: readonly number[];
};

const SAMPLES = 10;

/**
 * A condition against a version, with the other lists and the past that it asks about as they are now.
 * @throws DomainError CONDITION_INVALID when the version lacks what the condition asks of, LIST_UNKNOWN and
 * LIST_VERSION_UNKNOWN when another list that it asks about does
 */
export async function matcherOf(
  stores: Pick<SegmentStores, "lists" | "membership"> & BehaviourStores,
  tenantId: string,
  condition: Condition,
  { build, variables, market }: Pick<ListVersion, "build" | "variables"> & InMarket,
): Promise<Matcher> {
  const { lists, membership } = stores;
  requireFit(condition, { variables, market });
  const asked = new Map<string, (msisdn: number) => boolean>();
  for (const listId of listsOf(condition)) {
    // Of a list that was never filled, or is being filled, "not on it" would be everybody.
    const { build: its } = await requireVersion(lists, tenantId, listId, 0);
    const set = await membership.of(its);
    asked.set(listId, (msisdn) => set.has(msisdn));
  }
  const past = new Map<BehaviourCondition, (msisdn: number) => boolean>();
  for (const part of behavioursOf(condition))
    past.set(part, await askBehaviour(stores, tenantId, part, await membership.of(build)));
  const matches = compileCondition(condition, variables, {
    isOn: (listId) => asked.get(listId) ?? (() => false),
    behaves: (part) => past.get(part) ?? (() => false),
  });
  return { matches, asks: columnsAsked(condition, variables) };
}

/** @throws DomainError CONDITION_INVALID */
export function requireFit(
  condition: Condition,
  { variables, market }: Pick<ListVersion, "variables"> & InMarket,
): void {
  const operators = packOf(market).operators.filter(({ kind }) => kind === "mobile");
  const misfit = misfitOf(
    condition,
    variables,
    operators.map(({ id }) => id),
  );
  if (misfit === undefined) return;
  throw new DomainError("precondition", "CONDITION_INVALID", misfit, {
    remedy: "Change the condition, or import the list with that column.",
  });
}

/**
 * Those of a bucket who match.
 * @param read the places of the variables in the bucket's columns
 */
export function narrow<Of extends Bucket & Pick<ListVersion, "operators">>(
  bucket: Of,
  read: readonly number[],
  { matches, asks }: Matcher,
): Of {
  const { msisdns, operatorIndex, operators } = bucket;
  const columns = new Map(
    bucket.columns.flatMap((column, i) => {
      const place = read[i] ?? -1;
      return asks.includes(place) ? [[place, valuesOf(column)] as const] : [];
    }),
  );
  const places = [...msisdns.keys()].filter((row) =>
    matches({
      msisdn: msisdns[row] ?? 0,
      operator: operators[operatorIndex[row] ?? 0] ?? "",
      columns,
      row,
    }),
  );
  return pickMembers(bucket, places);
}

/** How many members of a list a condition holds for, and a few of them. */
export async function previewSegment(
  stores: SegmentStores,
  tenantId: string,
  { listId, condition, market }: Pick<Segment, "listId" | "condition"> & InMarket,
  signal: AbortSignal,
): Promise<SegmentPreview> {
  const version = await stores.lists.version(tenantId, listId, 0);
  if (version === undefined)
    return { listVersion: 0, members: 0, matching: 0, variableNames: [], samples: [] };
  const matcher = await matcherOf(stores, tenantId, condition, { ...version, market });
  const variableNames = version.variables.map(({ name }) => name);
  const all = [...variableNames.keys()];
  const samples: SegmentPreview["samples"][number][] = [];
  let matching = 0;
  const ported = await stores.portability.current(market);
  const { build } = version;
  for await (const stored of stores.members.read(build, all)) {
    const bucket = routed({ ...stored, operators: version.operators }, ported);
    const { msisdns, operatorIndex, operators, columns } = narrow(bucket, all, matcher);
    matching += msisdns.length;
    const shown = msisdns.slice(0, SAMPLES - samples.length);
    const values = columns.map((column) => valuesOf(pick(column, [...shown.keys()])));
    for (const [i, msisdn] of shown.entries()) {
      const operator = operators[operatorIndex[i] ?? 0] ?? "";
      const row = values.map((column) => column[i] ?? "");
      samples.push({ number: maskNumber(String(msisdn)), operator, values: row });
    }
    await turn();
    signal.throwIfAborted();
  }
  const { version: listVersion, members } = version;
  return { listVersion, members, matching, variableNames, samples };
}
