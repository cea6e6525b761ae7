import {
  InDoubtDecision,
  type DispatcherServiceImplementation,
} from "@whiteline/contracts/dispatcher/v1/dispatcher";
import type { TellTrail, TrailDeed } from "@whiteline/events";
import {
  actorOf,
  DomainError,
  inTransaction,
  principalOf,
  requireService,
  requireStaff,
  type CallContextExt,
  type connectMongo,
  type Principal,
} from "@whiteline/service-kit";
import type { Carriers } from "./account-watch.js";
import type { Account, Route } from "./config.js";
import { sendingRate, type BindPlan } from "./domain/bind-plan.js";
import { acceptedParts } from "./domain/chunk-progress.js";
import { fromBind, fromDoubt, fromRoute } from "./proto.js";
import type { DoubtStore, ListedDoubt, Viewer } from "./store/doubts.js";
import type { LeaseStore } from "./store/leases.js";
import type { SubmitStore } from "./store/submits.js";

type Dependencies = {
  readonly accounts: readonly Account[];
  readonly binds: readonly { readonly account: Account; readonly bind: BindPlan }[];
  readonly routes: readonly Route[];
  readonly leases: LeaseStore;
  readonly carriers: Pick<Carriers, "carrierOf" | "rateOf" | "rateOfAll">;
  readonly doubts: DoubtStore;
  readonly submits: Pick<SubmitStore, "ofChunk">;
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly tellTrail: TellTrail;
};

/** Of one question [dispatcher.proto, CountAccepted]. */
const MOST_CHUNKS = 100;
/** Rate told for an account without a limit of its own, for forecasts: what one process carries. */
const UNLIMITED_RATE = 5_000;

/** What the dispatcher answers: its binds to operations, its routes to every caller we know. */
export const dispatcherService = ({
  accounts,
  binds,
  routes,
  leases,
  carriers,
  doubts,
  submits,
  connection,
  tellTrail,
}: Dependencies): DispatcherServiceImplementation<CallContextExt> => ({
  async listBinds(_request, context) {
    requireStaff(context, "operations");
    const seen = await leases.seen();
    return {
      binds: binds.map(({ account, bind }) => {
        const operator =
          routes.find((route) => route.accounts.includes(account.account))?.route ?? "";
        const rate = carriers.rateOf(bind);
        return fromBind(account, { ...bind, rate }, operator, seen.get(bind.bindId));
      }),
    };
  },

  async listRoutes(_request, context) {
    // Which account carries what is our own matter; campaigns reckon with the rate.
    const isStaff = principalOf(context).kind === "staff";
    return {
      routes: routes.map((route) => {
        const name = carriers.carrierOf(route);
        const carrier = accounts.find(({ account }) => account === name);
        // While nobody carries it, what the first would carry is what to reckon with.
        const usual = carrier ?? accounts.find(({ account }) => account === route.accounts[0]);
        const own = binds.filter(({ account }) => account === usual);
        const declared = sendingRate(own.map(({ bind }) => bind));
        const rate = declared === 0 ? UNLIMITED_RATE : declared;
        const now = carriers.rateOfAll(usual?.account ?? "");
        const carrying = accounts.filter(({ account }) => route.accounts.includes(account));
        const told = fromRoute(route, carrier, {
          rate,
          currentRate: now === undefined || now === 0 ? rate : Math.min(rate, Math.ceil(now)),
          latin1: carrying.some(({ defaultAlphabet }) => defaultAlphabet === "latin1"),
          wideReference: carrying.some(({ concat }) => concat === "16bit"),
          // All of them append the same: config.ts.
          suffix: carrying[0]?.suffix ?? "",
        });
        return isStaff ? told : { ...told, accounts: [], carrier: "" };
      }),
    };
  },

  async countAccepted({ chunkIds }, context) {
    requireService(context);
    if (chunkIds.length > MOST_CHUNKS) {
      throw new DomainError("invalid", "GROUP_SIZE", `At most ${MOST_CHUNKS} chunks at once.`, {
        remedy: "Ask for them in several questions.",
      });
    }
    // The store reads them together.
    const journals = await Promise.all(chunkIds.map((chunkId) => submits.ofChunk(chunkId)));
    return { partsAccepted: journals.map(acceptedParts) };
  },

  async countDoubts({ campaignId, chunkId }, context) {
    requireService(context);
    const { held, waitsForAccount, until } = await doubts.waiting(
      chunkId === "" ? { campaign: campaignId } : { chunk: chunkId },
    );
    return { held: BigInt(held), waitsForAccount: BigInt(waitsForAccount), until };
  },

  async listInDoubt({ held, tenantId, limit, pageToken }, context) {
    const of = viewerOf(requireStaff(context, "operations"));
    const most = Math.min(MOST_CASES, limit > 0 ? limit : USUAL_CASES);
    const [page, waiting] = await Promise.all([
      doubts.list({ held, tenantId, of }, most + 1, readToken(pageToken)),
      doubts.countHeld(of),
    ]);
    const shown = page.slice(0, most);
    const last = shown.at(-1);
    return {
      inDoubt: shown.map(fromDoubt),
      nextPageToken:
        page.length > most && last !== undefined
          ? `${last.at.getTime()}~${last.chunk}:${last.n}`
          : "",
      held: BigInt(waiting),
    };
  },

  async settleInDoubt({ inDoubtId, decision, requestId }, context) {
    const principal = requireStaff(context, "operations");
    const word = decisionWords.get(decision);
    if (word === undefined) {
      throw new DomainError("invalid", "DECISION_MISSING", "Nothing was decided.", {
        remedy: "Say release or drop.",
      });
    }
    const by = actorOf(principal);
    const viewer = viewerOf(principal);
    const settled = await inTransaction(connection, async (session) => {
      const answer = await doubts.settle(session, viewer, inDoubtId, word, by, requestId);
      if (answer?.isNew === true) await tellTrail(session, deedOf(answer.doubt, word, by));
      return answer;
    });
    if (settled === undefined) {
      throw new DomainError("not_found", "IN_DOUBT_UNKNOWN", "There is no such case in doubt.", {
        remedy: "List the cases in doubt.",
      });
    }
    if (!settled.isOurs) {
      throw new DomainError("conflict", "IN_DOUBT_NOT_HELD", "The case waits for no decision.", {
        remedy: "List the cases that are held.",
      });
    }
    return { inDoubt: fromDoubt(settled.doubt) };
  },
});

/** A case is decided once. Which account at the operator it went by is not the customer's matter. */
const deedOf = (doubt: ListedDoubt, word: "release" | "drop", actor: string): TrailDeed => {
  const { chunk, n, tenant, provider = "", campaign, parts } = doubt;
  const subject = `in_doubt:${chunk}:${n}`;
  return {
    ...{ entryId: `${subject}:settled`, tenantId: tenant, providerId: provider, actor, subject },
    action: word === "release" ? "in_doubt.released" : "in_doubt.dropped",
    at: doubt.settledAt ?? doubt.at,
    after: { campaign, parts: String(parts.length) },
  };
};

/** Staff of a provider see and decide what concerns its customers; staff of none are the platform's own. */
const viewerOf = ({ providerId }: Pick<Principal, "providerId">): Viewer =>
  providerId === undefined ? "everybody" : { providerId };

const MOST_CASES = 200;
const USUAL_CASES = 50;

const decisionWords: ReadonlyMap<InDoubtDecision, "release" | "drop"> = new Map([
  [InDoubtDecision.RELEASE, "release"],
  [InDoubtDecision.DROP, "drop"],
]);

/** Where a page ended; one that is not ours begins anew. */
const readToken = (token: string): { readonly at: Date; readonly id: string } | undefined => {
  const [, ms, id] = /^(\d{1,15})~(.{1,180})$/u.exec(token) ?? [];
  return ms === undefined || id === undefined ? undefined : { at: new Date(Number(ms)), id };
};
