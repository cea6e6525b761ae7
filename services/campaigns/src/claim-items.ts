import { createHash } from "node:crypto";
import { messageId } from "./domain/chunk.js";
import type { Finding } from "./domain/finding.js";
import { inProgress, reused } from "./domain/message-refusals.js";
import type { ItemAnswer, MessageItem } from "./domain/message-group.js";
import type { EarlierRequest, MessageRequestStore } from "./store/message-requests.js";

export type Claimed = {
  /** Items, by index, that are ours to judge. */
  readonly mine: ReadonlySet<number>;
  /** Answers known already: repetitions and misused request ids. */
  readonly answers: ReadonlyMap<number, ItemAnswer>;
  /** Items that repeat another item of the same group: its answer is theirs. */
  readonly sameAs: ReadonlyMap<number, number>;
};

/** A group's request ids; each is asked of the index once, which judges who came first. */
export const claimItems = async (
  { requests, now }: { readonly requests: MessageRequestStore; readonly now: () => Date },
  { group, tenantId }: { readonly group: string; readonly tenantId: string },
  items: ReadonlyMap<number, MessageItem>,
  contextOfGroup: string,
): Promise<Claimed> => {
  const first = new Map<string, { readonly index: number; readonly fingerprint: string }>();
  const answers = new Map<number, ItemAnswer>();
  const sameAs = new Map<number, number>();
  for (const [index, item] of items) {
    const fingerprint = fingerprintOf(item, contextOfGroup);
    const earlier = first.get(item.requestId);
    if (earlier === undefined) first.set(item.requestId, { index, fingerprint });
    else if (earlier.fingerprint === fingerprint) sameAs.set(index, earlier.index);
    else answers.set(index, refused(reused));
  }
  if (first.size === 0) return { mine: new Set(), answers, sameAs };
  const claims = [...first].map(([requestId, { fingerprint }]) => ({ requestId, fingerprint }));
  const taken = await requests.claim(group, tenantId, claims, now());
  const mine = new Set([...first.values()].map(({ index }) => index));
  if (taken.length > 0) {
    const known = new Map(
      (await requests.earlier(tenantId, taken)).map((earlier) => [earlier.requestId, earlier]),
    );
    for (const requestId of taken) {
      const claim = first.get(requestId);
      if (claim === undefined) continue;
      mine.delete(claim.index);
      answers.set(claim.index, answerOf(known.get(requestId), claim.fingerprint));
    }
  }
  return { mine, answers, sameAs };
};

const answerOf = (earlier: EarlierRequest | undefined, fingerprint: string): ItemAnswer => {
  if (earlier !== undefined && earlier.fingerprint !== fingerprint) return refused(reused);
  if (earlier?.accepted === undefined) return refused(inProgress);
  const { chunkId, slot, parts, verdictId } = earlier.accepted;
  return { kind: "accepted", messageId: messageId(chunkId, slot), parts, verdictId };
};

const refused = (finding: Finding): ItemAnswer => ({ kind: "refused", finding, verdictId: "" });

/** Says of two items whether they are the same message. */
const fingerprintOf = (item: MessageItem, contextOfGroup: string): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        contextOfGroup,
        item.to,
        item.text,
        item.templateId,
        Object.entries(item.variables).sort(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    )
    .digest("base64url");
