import { setTimeout as pause } from "node:timers/promises";
import { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { connectEvents } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  runService,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import { chunkBook } from "./chunk-book.js";
import type { Config } from "./config.js";
import { publishOutcomes } from "./events/publish-outcomes.js";
import { expireOverdue } from "./expire-overdue.js";
import { measure } from "./metrics.js";
import { toReceipts, toSnapshot } from "./proto.js";
import { recordReceipts, retryOrphans } from "./record-receipts.js";
import { recordSubmits } from "./record-submits.js";
import { dlrService } from "./service.js";
import { orphanStore } from "./store/orphans.js";
import { outcomeStore } from "./store/outcomes.js";

/** After the loss of JetStream's store the outcomes of so long are told again; readers go by version. */
const RETELL_MS = 7 * 86_400_000;
/** Pauses of the publisher when nothing has changed, and between two rounds. */
const IDLE_MS = 250;
const BUSY_MS = 50;

/** dlr: what became of every part. */
export const start = (config: Config, { now, newId }: Ports): Promise<Running> =>
  runService(config, async (life) => {
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const outcomes = outcomeStore(connection);
    const orphans = orphanStore(connection);
    await outcomes.ensureIndexes();
    await orphans.ensureIndexes();
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: "dlr",
        connection,
        log: life.log,
        now,
        newId,
        onStoreLost: () => outcomes.forgetPublished(new Date(now().getTime() - RETELL_MS)),
      }),
      (bus) => bus.close(),
    );
    const counted = measure(life.metrics);
    const keepMs = config.ORPHAN_KEEP_MS;
    const stores = { outcomes, orphans, book: chunkBook(), now, keepMs };

    life.serve(DlrServiceDefinition, dlrService({ outcomes, orphans }));
    life.run("outbox", events.relay);
    life.run(
      "submits",
      events.subscribe(
        SubmitsRecorded,
        async (fact) => {
          await recordSubmits(stores, toSnapshot(fact, now()));
          counted.snapshots.inc();
        },
        { concurrency: 4 },
      ),
    );
    life.run(
      "receipts",
      events.consumeWork(
        { stream: "RECEIPTS", tokens: ["*"], concurrency: 16, maxAckPending: 64 },
        ReceiptsReceived,
        async (work) => {
          const { parked } = await recordReceipts(stores, work.receivedId, toReceipts(work, now()));
          counted.receipts.inc(work.receipts.length);
          counted.parked.inc(parked);
          return "done";
        },
      ),
    );
    life.run("outcomes", async (signal) => {
      while (!signal.aborted) {
        const told = await publishOutcomes({
          events,
          outcomes,
          now,
          intervalMs: config.PUBLISH_INTERVAL_MS,
        });
        await pause(told === 0 ? IDLE_MS : BUSY_MS, undefined, { signal }).catch(() => undefined);
      }
    });
    life.every("orphans", 1_000, async () => {
      counted.resolved.inc(await retryOrphans(stores, 200));
    });
    life.every("expiry", 1_000, () =>
      expireOverdue({ outcomes, now, marginMs: config.FINAL_MARGIN_MS }),
    );
  });
