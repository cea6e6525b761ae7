import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import type { Events, TellTrail } from "@whiteline/events";
import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import {
  DomainError,
  inTransaction,
  isDuplicateKey,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import { BY_CONSENT, decideRefusal, type NewRefusal, type Refusal } from "./domain/refusal.js";
import { toOptOutRecorded } from "./events/publish.js";
import type { OptOutStore } from "./store/opt-outs.js";
import type { RegistryEntryStore } from "./store/registry-entries.js";

export type RecordingOptOuts = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly optOuts: OptOutStore;
  readonly registryEntries: RegistryEntryStore;
  readonly events: Pick<Events, "outbox">;
  readonly tellTrail: TellTrail;
};
export type Session = Parameters<OptOutStore["add"]>[0];

const CHANNELS: readonly string[] = ["api", "reply", "link", "console", "complaint", BY_CONSENT];
/** How the registry calls what reaches us by message, link or API. */
const REFUSED_BY_MESSAGE = "HS_MESAJ";
/** By how much the clock of whoever heard it may be ahead of ours. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Closes the door for a number: state and fact in one transaction. Saying it again changes nothing and answers with
 * what was kept first; after a lift a later word closes the door anew.
 * @throws DomainError with the code of the number plan, CHANNEL_UNKNOWN, SAID_IN_FUTURE, REQUEST_ID_REUSED
 */
export async function recordOptOut(
  it: RecordingOptOuts,
  given: {
    readonly tenantId: string;
    readonly pack: MarketPack;
    readonly requestId: string;
    readonly number: string;
    readonly lineId: string;
    readonly channel: string;
    readonly heardAt?: Date | undefined;
    readonly reference?: string;
    /** Who entered it for the subscriber; absent: the subscriber, or a system that heard it. */
    readonly enteredBy?: string | undefined;
  },
): Promise<Refusal> {
  const { tenantId, pack, requestId, lineId, channel, reference = "" } = given;
  const at = it.now();
  if (!CHANNELS.includes(channel)) throw channelUnknown();
  if (given.heardAt !== undefined && given.heardAt.getTime() > at.getTime() + CLOCKS_DIFFER_MS)
    throw saidInFuture();
  const msisdn = readNumber(pack, given.number);
  const heardAt = given.heardAt === undefined || given.heardAt > at ? at : given.heardAt;
  const { stops } = pack.reach.refusal;
  const word: NewRefusal = {
    ...{ tenantId, lineId, msisdn, channel, requestId, heardAt, at, reference, stops },
  };
  try {
    return await keep(it, word, pack, given.enteredBy);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return earlier(it, error, word);
  }
}

const keep = (
  it: RecordingOptOuts,
  word: NewRefusal,
  pack: MarketPack,
  enteredBy: string | undefined,
): Promise<Refusal> =>
  inTransaction(it.connection, async (session) => {
    const known = await it.optOuts.find(word, session);
    const kept = await keepRefusal(it, session, pack, known, word);
    const isNew = kept.version !== known?.version || kept.refusalId !== known.refusalId;
    if (enteredBy !== undefined && isNew) {
      const { tenantId, lineId: line, channel, at } = word;
      const about = { entryId: it.newId(), tenantId, providerId: "", actor: enteredBy, at };
      const what = { action: "refusal.entered", subject: `refusal:${kept.refusalId}` };
      await it.tellTrail(session, { ...about, ...what, after: { line, channel } });
    }
    return kept;
  });

/** Keeps a word of refusal with its fact, and with what the registry has to hear, in the caller's transaction. */
export async function keepRefusal(
  { optOuts, events, registryEntries, newId }: RecordingOptOuts,
  session: Session,
  pack: MarketPack,
  known: Refusal | undefined,
  word: NewRefusal,
): Promise<Refusal> {
  const decision = decideRefusal(known, word);
  if (decision.kind === "known") return decision.refusal;
  const kept = await (decision.kind === "first"
    ? optOuts.add(session, word)
    : decision.kind === "again"
      ? optOuts.renew(session, decision.refusal, word)
      : optOuts.widen(session, decision.refusal, word));
  // What held already is obeyed already.
  if (decision.kind !== "also")
    await events.outbox.add(session, OptOutRecorded, toOptOutRecorded(kept), newId());
  // The registry hears of withdrawn consents by themselves.
  if (pack.reach.registry !== null && word.channel !== BY_CONSENT) {
    const { tenantId, msisdn, heardAt: saidAt } = word;
    const entry = { tenantId, market: pack.code, kind: "consumer", msisdn, saidAt } as const;
    const refusal = { ...entry, state: "withdrawn", source: REFUSED_BY_MESSAGE } as const;
    await registryEntries.add(session, [refusal], word.at);
  }
  return kept;
}

/** The record behind a duplicate key: somebody kept the same at the same time, or the request came twice. */
async function earlier(
  { optOuts }: RecordingOptOuts,
  error: unknown,
  word: NewRefusal,
): Promise<Refusal> {
  const ofRequest = await optOuts.byRequest(word.tenantId, word.requestId);
  if (ofRequest !== undefined && !isSame(ofRequest, word)) {
    throw new DomainError(
      "already_exists",
      "REQUEST_ID_REUSED",
      "This request id recorded another refusal.",
      {
        remedy: "Use a fresh request id for each refusal.",
      },
    );
  }
  const same = await optOuts.find(word);
  if (same === undefined) throw error;
  return same;
}

const isSame = (known: Refusal, word: NewRefusal): boolean =>
  known.msisdn === word.msisdn && known.lineId === word.lineId;

/** @throws DomainError invalid with the code of the number plan */
export function readNumber(pack: MarketPack, written: string): number {
  const number = normaliseNumber(pack, written);
  if (number.kind === "ok") return Number(number.e164);
  throw new DomainError("invalid", number.code, "The number cannot be read.", {
    remedy: number.remedy,
  });
}

function channelUnknown(): DomainError {
  return new DomainError(
    "invalid",
    "CHANNEL_UNKNOWN",
    "The channel is none by which people refuse.",
    {
      remedy: `Use one of ${CHANNELS.join(", ")}.`,
    },
  );
}

/** Nobody has said anything in the future. */
export function saidInFuture(): DomainError {
  return new DomainError("invalid", "SAID_IN_FUTURE", "It was said in the future.", {
    remedy: "Give the time at which it was said, with its offset.",
  });
}
