import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { connectEvents } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  runService,
  serviceTokens,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import type { Config } from "./config.js";
import { hear } from "./events/hear.js";
import { tellMoney } from "./events/tell-money.js";
import { holderBook } from "./holders.js";
import { measure } from "./metrics.js";
import { movementQueue } from "./movement-queue.js";
import { priceQuestions } from "./price-questions.js";
import { pricingService } from "./service.js";
import { bookStore } from "./store/books.js";
import { ledgerStore } from "./store/ledger.js";
import { monthTotalStore } from "./store/month-totals.js";
import { onceStore } from "./store/once.js";
import { priceGroupStore } from "./store/price-groups.js";
import { reservationStore } from "./store/reservations.js";
import { walletStore } from "./store/wallets.js";

/** pricing: what it costs, and where every rial went. */
export const start = (config: Config, { now, newId }: Ports): Promise<Running> =>
  runService(config, async (life) => {
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const wallets = walletStore(connection);
    const ledger = ledgerStore(connection);
    const reservations = reservationStore(connection);
    const once = onceStore(connection);
    const monthTotals = monthTotalStore(connection);
    const priceGroups = priceGroupStore(connection);
    const stores = [wallets, ledger, reservations, once, monthTotals, priceGroups];
    for (const store of stores) await store.ensureIndexes();
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: "pricing",
        connection,
        log: life.log,
        now,
        newId,
      }),
      (bus) => bus.close(),
    );
    const tokens = await life.use(
      serviceTokens({
        accountsUrl: config.ACCOUNTS_URL,
        service: "pricing",
        secret: config.SERVICE_SECRET,
        now,
      }),
    );
    const accounts = await life.use(createClient(AccountsServiceDefinition, config.ACCOUNTS_URL));
    const counted = measure(life.metrics);

    const books = bookStore({
      connection,
      wallets,
      ledger,
      reservations,
      once,
      monthTotals,
      now,
      tell: (session, told, facts) => tellMoney(events.outbox, session, told, facts),
    });
    const moveMoney = movementQueue(async (tenantId, movements) => {
      const verdicts = await books.commit(tenantId, movements);
      counted.together.observe(movements.length);
      movements.forEach(({ kind }, i) => {
        counted.movements.inc({ kind, verdict: verdicts[i]?.kind ?? "" });
      });
      return verdicts;
    });
    const holders = holderBook({ wallets, accounts, tokens });
    const price = priceQuestions({ priceGroups, monthTotals, now });
    const shared = { wallets, ledger, reservations, once, books, holders, moveMoney, price, now };

    const capMinor = config.TOP_UP_CAP_MINOR;
    const service = pricingService({ ...shared, priceGroups, capMinor });
    life.serve(PricingServiceDefinition, service, { public: ["ListTariffs"] });
    life.run("outbox", events.relay);
    const heard = hear({ ...shared, events, concurrency: config.SETTLE_CONCURRENCY });
    for (const [name, loop] of Object.entries(heard)) life.run(name, loop);
    life.every("ledger check", config.LEDGER_CHECK_MS, async () => {
      const { broken } = await books.verify(undefined);
      counted.broken.set(broken.length);
      if (broken.length > 0) life.log.error({ broken }, "ledger_broken");
    });
    life.healthy("mongo", async () => (await connection.db?.command({ ping: 1 }))?.["ok"] === 1);
    life.healthy("events", () => events.healthy());
  });
