import { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { TrailExtended } from "@whiteline/contracts/dlr/v1/events";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { QueuesServiceDefinition } from "@whiteline/contracts/dlr/v1/queues";
import { ReportsServiceDefinition } from "@whiteline/contracts/dlr/v1/reports";
import { connectEvents, refusedCallsDeed, trailTeller } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createBell,
  inTransaction,
  runService,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import { chunkBook } from "./chunk-book.js";
import type { Config } from "./config.js";
import { orphanCounter } from "./count-orphans.js";
import { queueCounter } from "./count-queues.js";
import { expireOverdue } from "./expire-overdue.js";
import { measure } from "./metrics.js";
import { toReceipts, toSnapshot } from "./proto.js";
import { receiptRounds } from "./receipt-rounds.js";
import { openIdForms } from "./id-forms.js";
import { lookOften } from "./look-often.js";
import { meetNeighbours } from "./neighbours.js";
import { queuesService } from "./queues-service.js";
import { reportsService } from "./reports-service.js";
import { matchReceipts, recordReceipts, retryOrphans } from "./record-receipts.js";
import { submitsRecorder } from "./record-submits.js";
import { dlrService } from "./service.js";
import { orphanStore } from "./store/orphans.js";
import { changeStore } from "./store/changes.js";
import { idFormStore } from "./store/id-forms.js";
import { resultStore } from "./store/results.js";
import { toldStore } from "./store/told.js";
import { contradictionTeller } from "./tell-contradictions.js";
import { tellRound } from "./tell-round.js";
import { outcomeStore } from "./store/outcomes.js";

/** After the loss of JetStream's store the outcomes of so long are told again; readers go by version. */
const RETELL_MS = 7 * 86_400_000;
/** Pauses between two rounds of telling while chunks move, and when nothing has changed for so long. */
const BUSY_MS = 200;
const MOVING_MS = 250;
const IDLE_MS = 2_000;

/** Messages of snapshots in hand, each of one chunk or of many: what comes while a round writes is in the next. */
const SUBMITS_AT_A_TIME = 16;

const COUNT_ORPHANS_MS = 15_000;
const COUNT_QUEUES_MS = 15_000;

/** dlr: what became of every part. */
export const start = (config: Config, { now, newId }: Ports): Promise<Running> =>
  runService(config, async (life) => {
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const outcomes = outcomeStore(connection);
    const orphans = orphanStore(connection);
    const changes = changeStore(connection);
    await outcomes.ensureIndexes(config.OUTCOMES_KEEP_DAYS);
    await changes.ensureIndexes({
      feed: config.FEED_KEEP_DAYS,
      timeline: config.TIMELINE_KEEP_DAYS,
      outcomes: config.OUTCOMES_KEEP_DAYS,
    });
    await orphans.ensureIndexes(config.GIVEN_UP_KEEP_DAYS);
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: "dlr",
        connection,
        metrics: life.metrics,
        log: life.log,
        now,
        newId,
        onStoreLost: () => outcomes.forgetPublished(new Date(now().getTime() - RETELL_MS)),
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
    const keepMs = config.ORPHAN_KEEP_MS;
    const book = chunkBook();
    const onContradicted = contradictionTeller({ counted, log: life.log, now });
    const match = receiptRounds(matchReceipts({ outcomes, book, now, onContradicted }));
    const forms = await openIdForms({ forms: idFormStore(connection), orphans, now });
    const { rekeyed } = forms;
    const stores = { outcomes, orphans, book, match, now, keepMs, rekeyed };
    const recordSubmits = submitsRecorder(stores);
    const rings = createBell();
    const results = resultStore(connection, events.outbox, tellTrail);
    const neighbours = await meetNeighbours(life, config, now);

    const told = toldStore(connection);
    life.serve(DlrServiceDefinition, dlrService({ outcomes, orphans, results, told }));
    life.serve(
      ReportsServiceDefinition,
      reportsService({ ...neighbours, outcomes, changes, results, counted, now, newId }),
    );
    life.serve(
      QueuesServiceDefinition,
      queuesService({ events, connection, tellTrail, now, newId }),
    );
    life.run("outbox", events.relay);
    life.run(
      "submits",
      events.subscribe(
        SubmitsRecorded,
        async (fact) => {
          await recordSubmits(toSnapshot(fact, now()));
          counted.snapshots.inc();
          rings.ring();
        },
        { concurrency: SUBMITS_AT_A_TIME },
      ),
    );
    life.run(
      "receipts",
      events.consumeWork(
        { stream: "RECEIPTS", tokens: ["*"], concurrency: 32, maxAckPending: 64 },
        ReceiptsReceived,
        async (work) => {
          const { parked } = await recordReceipts(stores, work.receivedId, toReceipts(work, now()));
          // Last, so that no batch overtakes another for it.
          await forms.hear(work.account, work.idForm);
          counted.receipts.inc(work.receipts.length);
          counted.parked.inc(parked);
          rings.ring();
          return "done";
        },
      ),
    );
    // What has not rested since it was told last is told a little later.
    const often = { busyMs: BUSY_MS, movingMs: MOVING_MS, idleMs: IDLE_MS };
    const { PUBLISH_INTERVAL_MS: publishIntervalMs, FEED_INTERVAL_MS: feedIntervalMs } = config;
    const telling = { events, outcomes, changes, now, publishIntervalMs, feedIntervalMs };
    const calmMs = 2 * Math.max(publishIntervalMs, feedIntervalMs);
    life.run(
      "tell",
      lookOften(rings, { ...often, calmMs }, async () => {
        const { published, fed } = await tellRound(telling);
        counted.fed.inc(fed);
        return published + fed;
      }),
    );
    life.every(
      "orphans-counted",
      COUNT_ORPHANS_MS,
      orphanCounter({ orphans, counted, log: life.log, now }),
    );
    life.every("queues-counted", COUNT_QUEUES_MS, queueCounter(life.metrics, events, now));
    life.every("orphans", 1_000, async () => {
      counted.resolved.inc(await retryOrphans(stores, 200));
    });
    life.every("expiry", 1_000, () =>
      expireOverdue({ outcomes, now, marginMs: config.FINAL_MARGIN_MS }),
    );
  });
