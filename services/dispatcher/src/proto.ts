import { Lane as LaneMessage } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import type {
  Bind,
  InDoubt,
  Route as RouteMessage,
} from "@whiteline/contracts/dispatcher/v1/dispatcher";
import type {
  InboundReceived,
  ReceiptsReceived,
  SubmitsRecorded,
} from "@whiteline/contracts/dispatcher/v1/events";
import type { Alphabet } from "@whiteline/sms";
import type { Chunk } from "./carrying.js";
import type { Account, Route } from "./config.js";
import type { BindPlan } from "./domain/bind-plan.js";
import { isComplete, type ChunkProgress } from "./domain/chunk-progress.js";
import { hexStatus, wordOf } from "./domain/error-words.js";
import { partsOfChunk, type ChunkPart } from "./domain/parts.js";
import { submitCode } from "./domain/submit-code.js";
import type { Lane } from "./domain/window.js";
import type { ListedDoubt } from "./store/doubts.js";
import type { SeenBind } from "./store/leases.js";
import type { Received, ReceivedInbound } from "./store/received.js";

const alphabets: ReadonlySet<string> = new Set<Alphabet>([
  "gsm7",
  "gsm7-tr-single",
  "gsm7-tr-locking",
  "ucs2",
]);
const isAlphabet = (word: string): word is Alphabet => alphabets.has(word);

export const laneOf = (lane: LaneMessage): Lane => {
  if (lane === LaneMessage.OTP) return "OTP";
  return lane === LaneMessage.TRANSACTIONAL ? "TRANSACTIONAL" : "BULK";
};

/** Bits of a mask, lowest bit of the first byte first. */
const bitsOf = (mask: Uint8Array, length: number): ReadonlySet<number> => {
  const set = new Set<number>();
  for (let bit = 0; bit < length; bit += 1) {
    if (((mask[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0) set.add(bit);
  }
  return set;
};

/** Who was dropped at release and why; campaigns of before the reasons say only that. */
const reasonsOf = ({
  droppedMask,
  droppedReasons: reasons,
  msisdns,
}: ChunkReleased): ReadonlyMap<number, string> => {
  const recipients = [...bitsOf(droppedMask, msisdns.length)];
  const reasonAt = (place: number) => (reasons.length === 1 ? reasons[0] : reasons[place]);
  return new Map(
    recipients.map((recipient, place) => [recipient, reasonAt(place) || "dropped_at_release"]),
  );
};

export type ReadChunk =
  | { readonly kind: "ok"; readonly chunk: Chunk }
  /** Nothing of it may leave (law 2); the chunk with its parts as far as they can be counted. */
  | { readonly kind: "refused"; readonly chunk: Chunk; readonly reason: string };

/** Reads a released chunk: one without clearance, money or matching parts is refused whole. */
export const toChunk = (work: ChunkReleased, now: Date): ReadChunk => {
  const dropped = reasonsOf(work);
  const made = isAlphabet(work.alphabet)
    ? partsOfChunk(
        {
          chunkId: work.chunkId,
          msisdns: work.msisdns,
          texts: work.texts,
          parts: work.parts,
          alphabet: work.alphabet,
          flash: work.flash,
          suffix: { text: work.suffix, room: work.suffixRoom },
        },
        // As it was counted and paid, whoever carries it: also what stands in `sar_*`, or is cut by the operator.
        work.wideReference ? "16bit" : "8bit",
      )
    : ({ kind: "broken", reason: "alphabet_unknown" } as const);
  const chunk: Chunk = {
    chunkId: work.chunkId,
    tenantId: work.tenantId,
    providerId: work.providerId,
    campaignId: work.campaignId,
    lineId: work.lineId,
    operator: work.operator,
    sender: work.sender,
    traffic: work.traffic,
    lane: laneOf(work.lane),
    msisdns: work.msisdns,
    parts: made.kind === "ok" ? made.parts : countedParts(work.parts),
    dropped,
    expiresAt: work.expiresAt ?? now,
  };
  if (work.clearanceId === "") return { kind: "refused", chunk, reason: "no_clearance" };
  if (work.reservationId === "") return { kind: "refused", chunk, reason: "no_reservation" };
  if (work.expiresAt === undefined) return { kind: "refused", chunk, reason: "no_validity" };
  return made.kind === "ok"
    ? { kind: "ok", chunk }
    : { kind: "refused", chunk, reason: made.reason };
};

/** Places for parts that will never be sent, so that their outcome can be told. */
const countedParts = (parts: Uint8Array): readonly ChunkPart[] =>
  Array.from(parts).flatMap((count, recipient) =>
    Array.from({ length: count }, () => ({
      recipient,
      content: {
        userData: new Uint8Array(),
        udhLength: 0,
        dataCoding: 0,
        hasUdh: false,
        text: "",
      } as const,
    })),
  );

/** The cumulative snapshot of a chunk. */
export const fromProgress = (
  work: ChunkReleased,
  road: { readonly account: string; readonly declared: ReadonlyMap<string, Account> },
  chunk: Chunk,
  progress: ChunkProgress,
  now: Date,
): SubmitsRecorded => {
  const withheld = new Map<number, string>();
  const used = new Set([road.account, ...progress.accounts, ...progress.extraIds.map((e) => e[2])]);
  const accounts = [...used].filter((account) => account !== "");
  const placeOf = (account: string): number => Math.max(0, accounts.indexOf(account));
  for (const [part, reason] of progress.withheld)
    withheld.set(chunk.parts[part]?.recipient ?? 0, reason);
  return {
    chunkId: work.chunkId,
    tenantId: work.tenantId,
    campaignId: work.campaignId,
    reservationId: work.reservationId,
    operator: work.operator,
    account: road.account,
    parts: work.parts,
    codes: Buffer.from(progress.codes),
    operatorIds: [...progress.operatorIds],
    statuses: progress.statuses.map((status, part) =>
      progress.codes[part] === submitCode.refused ? status : 0,
    ),
    duplicatePossible: [...progress.duplicatePossible],
    extraParts: progress.extraIds.map(([part]) => part),
    extraIds: progress.extraIds.map(([, id]) => id),
    withheldRecipients: [...withheld.keys()],
    withheldReasons: [...withheld.values()],
    submittedAt: now,
    expiresAt: work.expiresAt,
    version: BigInt(progress.version),
    releasedAt: work.releasedAt,
    alphabet: work.alphabet,
    complete: isComplete(progress),
    lineId: work.lineId,
    accounts,
    partAccounts: Buffer.from(progress.accounts.map(placeOf)),
    extraAccounts: Buffer.from(progress.extraIds.map(([, , account]) => placeOf(account))),
    evidence: accounts.map((account) => road.declared.get(account)?.evidence ?? ""),
    errorCodes: accounts.map((account) =>
      road.declared.get(account)?.errorCodes === "map" ? "map" : "",
    ),
    receipts: accounts.map((account) => receiptsOf(road.declared.get(account))),
    failures: refusalWords(progress, road.declared),
    variant: work.variant,
    test: work.test,
  };
};

/** An operator that cuts a text itself has one id for it, whose receipt speaks of all of it. */
const receiptsOf = (account: Account | undefined): string =>
  account?.receipts === "last" && account.concat !== "payload" ? "last" : "";

/** Empty where no operator's own table has a word, as most have none. */
const refusalWords = (
  { codes, statuses, accounts }: ChunkProgress,
  declared: ReadonlyMap<string, Account>,
): string[] => {
  const words = statuses.map((status, part) => {
    const table = declared.get(accounts[part] ?? "")?.errorCodes;
    return table === undefined || codes[part] !== submitCode.refused
      ? ""
      : wordOf(table, hexStatus(status));
  });
  return words.every((word) => word === "") ? [] : words;
};

export const fromReceived = (batch: Received): ReceiptsReceived => ({
  receivedId: batch.receivedId,
  operator: batch.operator,
  account: batch.account,
  receipts: batch.receipts.map(
    ({ operatorId, state, error, at, networkError = "", failure = "", rawId = "" }) => ({
      ...{ operatorId, state, error, at, networkError, failure, rawId },
    }),
  ),
  idForm: batch.idForm,
});

/** A number as SMPP brings it; one that is not a number reads as 0. */
const toMsisdn = (address: string): bigint => {
  const digits = address.replace(/\D/g, "");
  return digits === "" || digits.length > 15 ? 0n : BigInt(digits);
};

/** A subscriber's message, long or short. */
export const fromInbound = (
  inbound: Omit<ReceivedInbound, "part"> & {
    readonly operator: string;
    readonly parts: number;
    readonly missing: number;
  },
): InboundReceived => ({
  inboundId: inbound.inboundId,
  operator: inbound.operator,
  lineNumber: inbound.lineNumber,
  msisdn: toMsisdn(inbound.msisdn),
  text: inbound.text,
  at: inbound.at,
  parts: inbound.parts,
  missingParts: inbound.missing,
});

export const fromBind = (
  account: Account,
  bind: BindPlan,
  operator: string,
  seen: SeenBind | undefined,
): Bind => {
  const { holder = "", epoch = 0, isHeld = false, sight } = seen ?? {};
  return {
    bindId: bind.bindId,
    type: bind.type,
    account: account.account,
    operator,
    up: isHeld && sight?.bound === true,
    holder: isHeld ? holder : "",
    epoch: BigInt(epoch),
    window: account.window,
    inFlight: isHeld ? (sight?.inFlight ?? 0) : 0,
    submitted: BigInt(sight?.submitted ?? 0),
    throttled: BigInt(sight?.throttled ?? 0),
    since: isHeld ? (sight?.since ?? undefined) : undefined,
    lastError: sight?.lastError ?? "",
    rate: Math.floor(bind.rate),
    currentRate: isHeld ? Math.ceil(sight?.rate ?? 0) : 0,
    evidence: account.evidence,
  };
};

export const fromRoute = (
  route: Route,
  carrier: Account | undefined,
  road: Pick<RouteMessage, "rate" | "currentRate" | "latin1" | "suffix" | "wideReference">,
): RouteMessage => ({
  route: route.route,
  operators: [...route.operators],
  ...road,
  market: route.market,
  accounts: [...route.accounts],
  carrier: carrier?.account ?? "",
  senders: [...route.senders],
  traffic: [...route.traffic],
  evidence: carrier?.evidence ?? "",
  down: carrier === undefined,
});

export const fromDoubt = (doubt: ListedDoubt): InDoubt => ({
  inDoubtId: `${doubt.chunk}:${doubt.n}`,
  chunkId: doubt.chunk,
  tenantId: doubt.tenant,
  campaignId: doubt.campaign,
  account: doubt.account,
  bindId: doubt.bind,
  operator: doubt.operator,
  traffic: doubt.traffic,
  lane: doubt.lane,
  parts: [...doubt.parts],
  cause: doubt.cause,
  policy: doubt.policy,
  state: doubt.state,
  at: doubt.at,
  settledBy: doubt.settledBy ?? "",
  settledAt: doubt.settledAt ?? undefined,
});
