import type { NumberSet } from "../domain/number-set.js";
import type { MemberStore } from "./members.js";

export type Membership = ReturnType<typeof membershipCache>;

/**
 * Who stands on a list version, in memory. A build never changes once a version names it, so nothing here can be
 * stale; the least recently asked sets go when all together exceed `limit` members (about 5 bytes each).
 */
export function membershipCache(members: MemberStore, limit: number) {
  const sets = new Map<string, Promise<NumberSet>>();
  const sizes = new Map<string, number>();

  const load = async (build: string): Promise<NumberSet> => {
    try {
      const set = await members.numbers(build);
      sizes.set(build, set.size);
      evict(build);
      return set;
    } catch (error) {
      sets.delete(build);
      throw error;
    }
  };

  const evict = (spared: string): void => {
    let total = 0;
    for (const size of sizes.values()) total += size;
    for (const build of sets.keys()) {
      if (total <= limit) return;
      const size = sizes.get(build);
      if (build === spared || size === undefined) continue;
      sets.delete(build);
      sizes.delete(build);
      total -= size;
    }
  };

  return {
    of(build: string): Promise<NumberSet> {
      const set = sets.get(build) ?? load(build);
      sets.delete(build);
      sets.set(build, set);
      return set;
    },
  };
}
