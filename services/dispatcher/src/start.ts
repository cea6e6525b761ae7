import { setTimeout as pause } from "node:timers/promises";
import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { BindDown, BindUp, TrailExtended } from "@whiteline/contracts/dispatcher/v1/events";
import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { connectEvents, refusedCallsDeed, trailTeller } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  inTransaction,
  liveGauge,
  runService,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import { watchCarriers } from "./account-watch.js";
import type { Account, Config, Route } from "./config.js";
import { joinCrew } from "./crew.js";
import { bindsOf, sends, type BindPlan } from "./domain/bind-plan.js";
import { openEmbargo } from "./domain/embargo.js";
import { carryWork } from "./events/carry-work.js";
import { followEmbargo } from "./events/follow-embargo.js";
import { receivedPublisher } from "./events/publish-received.js";
import { inboundTeller } from "./events/tell-inbound.js";
import { measure } from "./metrics.js";
import { rereadReceipts } from "./reread-receipts.js";
import { dispatcherService } from "./service.js";
import type { LaneGate } from "./smpp/lane-gate.js";
import { receiver } from "./smpp/receive.js";
import { newBindState } from "./smpp/bind-state.js";
import { keepRoad } from "./smpp/road.js";
import { doubtStore } from "./store/doubts.js";
import { inboundPartStore } from "./store/inbound-parts.js";
import { leaseStore } from "./store/leases.js";
import { receivedStore } from "./store/received.js";
import { submitStore } from "./store/submits.js";

/** After the loss of JetStream's store receipts of so long are told again; dlr ignores repetitions. */
const RETELL_MS = 24 * 3_600_000;
const MARK_MS = 250;
/** What becomes of the chunks of so long is told together: nobody waits for it but the places of the chunks in hand. */
const GATHER_MS = 25;
/** Batches that were kept but not told within this time are told by the sweep. */
const SWEEP_AFTER_MS = 2_000;
const SWEEP = 50;
/** How often it is looked for parts of subscribers' messages that never came. */
const OVERDUE_MS = 15_000;

/** How often it is looked which accounts are up: well within the bounds of the routes. */
const CARRIERS_MS = 400;
/** How soon a decision about what is held is carried out, and how many at a time. */
const SETTLED_MS = 1_000;
const SETTLED = 50;
/** How often it is looked whether what is held has outlived its validity, and how much is held. */
const HELD_MS = 5_000;

/** dispatcher: the road to the operators. */
export const start = (config: Config, { now, newId }: Ports): Promise<Running> =>
  runService(config, async (life) => {
    const { accounts, routes, doubt: doubtRules } = config.OPERATORS;
    const binds = accounts.flatMap((account) =>
      bindsOf(account).map((bind) => ({ account, bind })),
    );
    const monotonic = (): number => performance.now();
    const holder = newId();
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const submits = submitStore(connection);
    const received = receivedStore(connection);
    const leases = leaseStore(connection, config.LEASE_TTL_MS, monotonic);
    const doubts = doubtStore(connection, now);
    await submits.ensureIndexes(config.JOURNAL_KEEP_DAYS);
    await doubts.ensureIndexes();
    const parts = inboundPartStore(connection);
    await received.ensureIndexes();
    await parts.ensureIndexes();
    await leases.open(binds.map(({ bind }) => bind.bindId));
    const crew = joinCrew({ leases, holder, binds: binds.length });
    await crew.beat();
    await life.use(Promise.resolve(crew), ({ leave }) => leave());
    const carriers = watchCarriers({
      leases,
      binds: binds
        .filter(({ bind }) => sends(bind))
        .map(({ account, bind }) => ({ bindId: bind.bindId, account: account.account })),
      monotonic,
    });
    await carriers.look();
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: "dispatcher",
        gatherMs: GATHER_MS,
        connection,
        metrics: life.metrics,
        log: life.log,
        now,
        newId,
        onStoreLost: () => received.forgetPublished(new Date(now().getTime() - RETELL_MS)),
      }),
      (bus) => bus.close(),
    );
    const tellTrail = trailTeller(events.outbox, TrailExtended);
    life.refusals((refused) =>
      inTransaction(connection, (session) =>
        tellTrail(session, refusedCallsDeed(refused, newId())),
      ),
    );
    const counted = measure(life.metrics);
    const unpublished = {
      name: "dispatcher_received_unpublished",
      help: "Batches of receipts and inbound that were kept and are not told yet",
    };
    liveGauge(life.metrics, unpublished, received.countUnpublished);
    const embargo = openEmbargo();
    const following = followEmbargo({ events, embargo, dispatcherId: holder, counted, now });
    const inbound = inboundTeller({ events, parts, counted, now });
    const { publish, markPublished } = receivedPublisher(events, received, inbound);
    const work = {
      events,
      submits,
      embargo,
      counted,
      log: life.log,
      now,
      inHand: new Set<string>(),
      elsewhere: crew.elsewhere,
      carriers,
      doubts,
      doubtRules,
      declared: new Map(accounts.map((account) => [account.account, account])),
      monotonic,
      pause: (ms: number) => pause(ms),
    };
    for (const { account, tls } of accounts) {
      const unverified = tls?.rejectUnauthorized === false;
      counted.unverified.set({ account }, unverified ? 1 : 0);
      if (unverified)
        life.log.warn({ account, alarm: "operator_unverified" }, "operator_unverified");
    }
    const carried = new Map<string, string | undefined>();
    /** A route that changed its account is said once, for somebody may have to act. */
    const tellCarrier = (route: Route): void => {
      const carrier = carriers.carrierOf(route);
      for (const account of route.accounts)
        counted.carrier.set({ route: route.route, account }, account === carrier ? 1 : 0);
      const before = carried.get(route.route) ?? route.accounts[0];
      carried.set(route.route, carrier);
      if (carrier === before) return;
      const alarm = carrier === undefined ? "route_without_carrier" : "route_failed_over";
      const isBack = carrier === route.accounts[0];
      life.log.warn(
        { route: route.route, from: before, to: carrier, ...(isBack ? {} : { alarm }) },
        "route_carrier_changed",
      );
    };
    const gates = new Map(accounts.map(({ account }) => [account, new Set<LaneGate>()]));
    // A bind that never comes up has a series, too.
    for (const { bind } of binds) counted.bindUp.set({ bind: bind.bindId }, 0);

    const keep =
      (account: Account, bind: BindPlan) =>
      async (signal: AbortSignal): Promise<void> => {
        const own = routes.filter((route) => route.accounts.includes(account.account));
        const operator = own[0]?.route ?? account.account;
        const onFailure = (error: unknown): void => {
          counted.received.inc({ bind: bind.bindId });
          life.log.error({ err: error, bind: bind.bindId }, "receive_failed");
        };
        const at = { bindId: bind.bindId, operator };
        // Nothing is sent before the embargo knows every refusal that FACTS still has.
        await following.caughtUp;
        await keepRoad(
          {
            account,
            bind,
            holder,
            crew,
            leases,
            receiver: receiver({
              account: account.account,
              operator,
              receiptRules: account,
              isLatin1: account.defaultAlphabet === "latin1",
              received,
              publish,
              now,
              monotonic,
              newId,
              onFailure,
              onUnreadable: (count) => {
                counted.unreadable.inc({ bind: bind.bindId }, count);
                life.log.warn(
                  { bind: bind.bindId, count, alarm: "receipts_unreadable" },
                  "receipts_unreadable",
                );
              },
            }),
            log: life.log,
            counted,
            now,
            monotonic,
            state: newBindState(),
            gates: gates.get(account.account) ?? new Set(),
            shares: carriers,
            travel: (road, over) => carryWork(work, account, sends(bind) ? own : [], road, over),
            onUp: () => events.publish(BindUp, { ...at, at: now() }, newId()),
            onDown: (reason) => events.publish(BindDown, { ...at, reason, at: now() }, newId()),
          },
          signal,
        );
      };

    life.serve(
      DispatcherServiceDefinition,
      dispatcherService({
        ...{ accounts, binds, routes, leases, carriers, doubts, submits },
        ...{ connection, tellTrail },
      }),
    );
    life.run("outbox", events.relay);
    // What an account declares changes with a start.
    const reread = async (): Promise<void> => {
      for (const account of accounts) {
        const found = await rereadReceipts(account.account, account, { received, publish });
        if (found > 0) life.log.info({ account: account.account, found }, "receipts_read_again");
      }
    };
    void reread().catch((error: unknown) => life.log.warn({ err: error }, "receipts_not_reread"));
    life.run("embargo", following.loop);
    for (const { account, bind } of binds) life.run(`road:${bind.bindId}`, keep(account, bind));
    life.every("crew", config.LEASE_TTL_MS / 3, crew.beat);
    life.every("carriers", CARRIERS_MS, async () => {
      await carriers.look();
      for (const route of routes) tellCarrier(route);
    });
    life.every("held", HELD_MS, async () => {
      await doubts.dropExpired();
      counted.held.set(await doubts.countHeld("everybody"));
    });
    life.every("settled", SETTLED_MS, async () => {
      for (const { tokens, work: kept } of await doubts.due(SETTLED)) {
        const chunk = ChunkReleased.decode(kept);
        await events.publishWork("CHUNKS", tokens, ChunkReleased, chunk, newId());
      }
    });
    life.every("overdue-inbound", OVERDUE_MS, inbound.tellOverdue);
    life.every("mark-published", MARK_MS, markPublished);
    life.every("received", SWEEP_AFTER_MS, async (signal) => {
      const before = new Date(now().getTime() - SWEEP_AFTER_MS);
      // Until none is left: after an outage more may have come than one round would ever catch up with.
      for (let left = SWEEP; left === SWEEP && !signal.aborted;) {
        const batches = await received.unpublished(before, SWEEP);
        for (const batch of batches) await publish(batch);
        await markPublished();
        left = batches.length;
      }
    });
  });
