import type {
  FoundMessage,
  SearchMessagesRequest,
  SearchMessagesResponse,
} from "@whiteline/contracts/campaigns/v1/message_search";
import { markets, maskNumber, normaliseNumber } from "@whiteline/markets";
import { DomainError, type CallOptions } from "@whiteline/service-kit";
import {
  isMessageState,
  readPlace,
  slotsFor,
  slotState,
  writePlace,
  type SearchedChunk,
  type SearchPlace,
} from "./domain/message-search.js";
import { lookUpMessages, type LookingUp } from "./look-up-message.js";
import type { ChunkSearchStore } from "./store/chunk-search.js";

export type Searching = LookingUp & {
  readonly searched: ChunkSearchStore;
  readonly now: () => Date;
};

const DAY_MS = 86_400_000;
const USUAL_MS = 31 * DAY_MS;
const LONGEST_MS = 92 * DAY_MS;
const PAGE = 50;
const MOST_ON_PAGE = 100;
/** Chunks that one answer looks through: a million recipients, or as many as dlr is asked about by state. */
const MOST_CHUNKS = 2_000;
const MOST_ASKED = 400;
/** Chunks that dlr is asked about at a time. */
const BATCH = 20;

type Wanted = {
  readonly number: bigint | undefined;
  readonly requestId: string;
  readonly state: string;
  readonly limit: number;
};

type Hit = SearchPlace & { readonly number: bigint; readonly requestId: string };

/**
 * Finds a tenant's messages by number, by the caller's own name for them, by state and time, the newest
 * first. An answer looks through so much and no more, and says how to go on.
 *
 * @throws DomainError invalid NUMBER_INVALID, STATE_UNKNOWN, SEARCH_TOO_WIDE, CURSOR_UNKNOWN.
 */
export const searchMessages = async (
  it: Searching,
  who: { readonly tenantId: string; readonly market: string; readonly seesNumbers: boolean },
  request: SearchMessagesRequest,
  options: CallOptions,
): Promise<SearchMessagesResponse> => {
  const { tenantId } = who;
  const wanted = toWanted(request, who.market);
  const { from, until } = spanOf(request, it.now());
  const { lineId, campaignId, requestId } = request;
  const after = toPlace(request.pageToken);
  const chunks = it.searched.newestFirst(tenantId, {
    from,
    until,
    lineId,
    campaignId,
    requestId,
    after,
  });
  const { hits, stopped } = await gather(it, chunks, wanted, after, options);
  const found = await lookUpMessages(it, tenantId, hits, options);
  const messages = hits.flatMap(({ number, requestId: named }, at): readonly FoundMessage[] => {
    const message = found[at];
    if (message === undefined) return [];
    const shown = who.seesNumbers ? `+${number}` : `+${maskNumber(number)}`;
    return [{ message, number: shown, requestId: named }];
  });
  return {
    messages: [...messages],
    nextPageToken: stopped === undefined ? "" : writePlace(stopped),
    lookedBackTo: stopped === undefined ? from : stopped.at,
  };
};

const gather = async (
  it: Pick<Searching, "dlr">,
  chunks: AsyncIterable<SearchedChunk>,
  wanted: Wanted,
  after: SearchPlace | undefined,
  options: CallOptions,
): Promise<{ readonly hits: readonly Hit[]; readonly stopped: SearchPlace | undefined }> => {
  const hits: Hit[] = [];
  const most = wanted.state === "" ? MOST_CHUNKS : MOST_ASKED;
  let looked = 0;
  let batch: SearchedChunk[] = [];
  /** Takes the hits of the batch; answers where it stopped when the page is full. */
  const take = async (): Promise<SearchPlace | undefined> => {
    const told = await toldOf(it, batch, wanted, options);
    for (const chunk of batch) {
      const { chunkId, at } = chunk;
      for (const slot of slotsFor(chunk, wanted)) {
        if (after?.chunkId === chunkId && slot <= after.slot) continue;
        const isWanted =
          wanted.state === "" || slotState(chunk, slot, told.get(chunkId)?.[slot]) === wanted.state;
        if (!isWanted) continue;
        const [number = 0n, requestId = ""] = [chunk.numbers[slot], chunk.requestIds[slot]];
        hits.push({ chunkId, at, slot, number, requestId });
        if (hits.length === wanted.limit) return { at, chunkId, slot };
      }
    }
    batch = [];
    return undefined;
  };
  for await (const chunk of chunks) {
    batch.push(chunk);
    looked += 1;
    if (batch.length === BATCH) {
      const stopped = await take();
      if (stopped !== undefined) return { hits, stopped };
    }
    if (looked < most) continue;
    const stopped = await take();
    const { at, chunkId, numbers } = chunk;
    return { hits, stopped: stopped ?? { at, chunkId, slot: numbers.length } };
  }
  return { hits, stopped: await take() };
};

/** What dlr says of the slots of these chunks, where that is asked for. */
const toldOf = async (
  { dlr }: Pick<Searching, "dlr">,
  batch: readonly SearchedChunk[],
  { state }: Wanted,
  options: CallOptions,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const chunkIds = batch
    .filter((chunk) => chunk.state === "released")
    .map(({ chunkId }) => chunkId);
  if (state === "" || chunkIds.length === 0) return new Map();
  const { chunks } = await dlr.listChunkOutcomes({ chunkIds }, options);
  return new Map(chunks.map(({ chunkId, states }) => [chunkId, states]));
};

const toWanted = (request: SearchMessagesRequest, market: string): Wanted => {
  const { state, requestId, limit } = request;
  if (state !== "" && !isMessageState(state)) {
    throw new DomainError("invalid", "STATE_UNKNOWN", "No message is ever in such a state.", {
      remedy: "Take a state of the schema.",
    });
  }
  return {
    number: request.number === "" ? undefined : toNumber(request.number, market),
    requestId,
    state,
    limit: limit <= 0 ? PAGE : Math.min(limit, MOST_ON_PAGE),
  };
};

const toNumber = (written: string, market: string): bigint => {
  const number = normaliseNumber(markets.get(market), written);
  if (number.kind === "ok") return BigInt(number.e164.slice(1));
  throw new DomainError("invalid", "NUMBER_INVALID", "This is not a mobile number of the market.", {
    remedy: "Write the whole number, e.g. as it stands in the list.",
  });
};

const spanOf = (request: SearchMessagesRequest, now: Date): { from: Date; until: Date } => {
  const until = request.until ?? now;
  const from = request.from ?? new Date(until.getTime() - USUAL_MS);
  const span = until.getTime() - from.getTime();
  if (span >= 0 && span <= LONGEST_MS) return { from, until };
  throw new DomainError("invalid", "SEARCH_TOO_WIDE", "A search reaches over 92 days at most.", {
    remedy: "Name a time of at most 92 days that ends after it begins.",
  });
};

const toPlace = (token: string): SearchPlace | undefined => {
  if (token === "") return undefined;
  const place = readPlace(token);
  if (place !== undefined) return place;
  throw new DomainError("invalid", "CURSOR_UNKNOWN", "The page token is none of a search.", {
    remedy: "Send the token of the last answer unchanged, or none to begin.",
  });
};
