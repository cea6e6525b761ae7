import { setImmediate as turn } from "node:timers/promises";
import type { Bucket, ListVersion } from "./domain/list.js";
import { askBehaviour, type BehaviourStores } from "./ask-behaviour.js";
import {
  behavioursOf,
  compileCondition,
  listsOf,
  type BehaviourCondition,
  maskNumber,
  type Condition,
  type Matches,
  type Segment,
} from "./domain/segment.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";
import type { Membership } from "./store/membership.js";
import type { SegmentStore } from "./store/segments.js";

export type SegmentStores = BehaviourStores & {
  readonly segments: SegmentStore;
  readonly lists: ListStore;
  readonly members: MemberStore;
  readonly membership: Membership;
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

const SAMPLES = 10;

/** A condition against a version, with the other lists and the past that it asks about as they are now. */
export async function matcherOf(
  stores: Pick<SegmentStores, "lists" | "membership"> & BehaviourStores,
  tenantId: string,
  condition: Condition,
  { build, variables }: Pick<ListVersion, "build" | "variables">,
): Promise<Matches> {
  const { lists, membership } = stores;
  const asked = new Map<string, (msisdn: number) => boolean>();
  for (const listId of listsOf(condition)) {
    const version = await lists.version(tenantId, listId, 0);
    const set = version === undefined ? undefined : await membership.of(version.build);
    asked.set(listId, (msisdn) => set?.has(msisdn) === true);
  }
  const past = new Map<BehaviourCondition, (msisdn: number) => boolean>();
  for (const part of behavioursOf(condition))
    past.set(part, await askBehaviour(stores, tenantId, part, await membership.of(build)));
  return compileCondition(condition, variables, {
    isOn: (listId) => asked.get(listId) ?? (() => false),
    behaves: (part) => past.get(part) ?? (() => false),
  });
}

/** Those of a bucket who match. */
export function narrow(
  bucket: Bucket,
  { operators, variables }: Pick<ListVersion, "operators" | "variables">,
  matches: Matches,
): Bucket {
  const width = variables.length;
  const places = [...bucket.msisdns.keys()].filter((i) =>
    matches({
      msisdn: bucket.msisdns[i] ?? 0,
      operator: operators[bucket.operatorIndex[i] ?? 0] ?? "",
      values: bucket.variables,
      from: i * width,
    }),
  );
  if (places.length === bucket.msisdns.length) return bucket;
  return {
    msisdns: places.map((i) => bucket.msisdns[i] ?? 0),
    operatorIndex: Uint8Array.from(places, (i) => bucket.operatorIndex[i] ?? 0),
    variables: places.flatMap((i) => bucket.variables.slice(i * width, (i + 1) * width)),
  };
}

/** How many members of a list a condition holds for, and a few of them. */
export async function previewSegment(
  stores: SegmentStores,
  tenantId: string,
  { listId, condition }: Pick<Segment, "listId" | "condition">,
  signal: AbortSignal,
): Promise<SegmentPreview> {
  const version = await stores.lists.version(tenantId, listId, 0);
  if (version === undefined)
    return { listVersion: 0, members: 0, matching: 0, variableNames: [], samples: [] };
  const matches = await matcherOf(stores, tenantId, condition, version);
  const variableNames = version.variables.map(({ name }) => name);
  const width = variableNames.length;
  const samples: SegmentPreview["samples"][number][] = [];
  let matching = 0;
  for await (const bucket of stores.members.read(version.build)) {
    const { msisdns, operatorIndex, variables } = narrow(bucket, version, matches);
    matching += msisdns.length;
    for (const [i, msisdn] of msisdns.slice(0, SAMPLES - samples.length).entries()) {
      const operator = version.operators[operatorIndex[i] ?? 0] ?? "";
      const values = variables.slice(i * width, (i + 1) * width);
      samples.push({ number: maskNumber(msisdn), operator, values });
    }
    await turn();
    signal.throwIfAborted();
  }
  const { version: listVersion, members } = version;
  return { listVersion, members, matching, variableNames, samples };
}
