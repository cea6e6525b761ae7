import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { BillingServiceDefinition } from "@whiteline/contracts/pricing/v1/billing";
import { CreditPricesServiceDefinition } from "@whiteline/contracts/pricing/v1/credit_prices";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { ProposalsServiceDefinition } from "@whiteline/contracts/pricing/v1/proposals";
import { PurchasesServiceDefinition } from "@whiteline/contracts/pricing/v1/purchases";
import { ReconciliationServiceDefinition } from "@whiteline/contracts/pricing/v1/reconciliation";
import { ResaleInvitationsServiceDefinition } from "@whiteline/contracts/pricing/v1/resale_invitations";
import { ResellersServiceDefinition } from "@whiteline/contracts/pricing/v1/resellers";
import { TariffDraftsServiceDefinition } from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { TrailExtended } from "@whiteline/contracts/pricing/v1/events";
import { connectEvents, refusedCallsDeed, trailTeller } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createEnvelope,
  inTransaction,
  runService,
  serviceTokens,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import { markets } from "@whiteline/markets";
import { billingService } from "./billing-service.js";
import type { Config } from "./config.js";
import { moneyCount } from "./count-money.js";
import { creditPricesService } from "./credit-prices-service.js";
import { costPriceDeed } from "./events/cost-price-deed.js";
import { hear } from "./events/hear.js";
import { hearLines } from "./events/hear-lines.js";
import { tellFeeDue } from "./events/tell-fee-due.js";
import { tellInvoice } from "./events/tell-invoice.js";
import { tellMoney } from "./events/tell-money.js";
import { tellOrder } from "./events/tell-order.js";
import { tellTariff } from "./events/tell-tariff.js";
import { expireOrders } from "./expire-orders.js";
import { holderBook } from "./holders.js";
import { invoiceRound, type RefusedMonth } from "./issue-invoices.js";
import { measure } from "./metrics.js";
import { movementQueue } from "./movement-queue.js";
import { partyNames } from "./name-parties.js";
import { priceQuestions } from "./price-questions.js";
import { openBooks } from "./store/open-books.js";
import { oweNotices } from "./owe-notices.js";
import { openPrinter } from "./print/printer.js";
import { proposalsService } from "./proposals-service.js";
import { purchasesService } from "./purchases-service.js";
import { nightlyRound } from "./reconcile-nights.js";
import { reconciliationService } from "./reconciliation-service.js";
import { platformSender } from "./platform-sender.js";
import { noticeRound } from "./send-notices.js";
import { warnOnce } from "./store/warn-once.js";
import { feeWarningRound } from "./warn-of-fees.js";
import { feeRound } from "./raise-fees.js";
import { resaleInvitationsService } from "./resale-invitations-service.js";
import { resellersService } from "./resellers-service.js";
import { personFinder } from "./same-person.js";
import { pricingService } from "./service.js";
import { costPriceStore } from "./store/cost-prices.js";
import { keepList } from "./store/keep-list.js";
import { feeLineStore } from "./store/fee-lines.js";
import { invoiceStore } from "./store/invoices.js";
import { noticeStore } from "./store/notices.js";
import { priceGroupStore } from "./store/price-groups.js";
import { providerTariffStore } from "./store/provider-tariffs.js";
import { priceCaseStore } from "./store/price-cases.js";
import { reconciliationStore } from "./store/reconciliations.js";
import { refuseOrder } from "./store/refuse-order.js";
import { resaleInvitationStore } from "./store/resale-invitations.js";
import { resellerStore } from "./store/resellers.js";
import { statementStore } from "./store/statements.js";
import { tariffDraftsService } from "./tariff-drafts-service.js";
import { lookTracer } from "./trace-look.js";
import { suspensionOf, tenantCards, tenantNames } from "./tenant-names.js";
import { withDeed } from "./with-deed.js";

/** What accounts calls the slip of a transfer; it lets no such document go. */
const proofCode = "transfer_proof";

/** pricing: what it costs, and where every rial went. */
export const start = (config: Config, { now, newId }: Ports): Promise<Running> =>
  runService(config, async (life) => {
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const priceGroups = priceGroupStore(connection);
    const feeLines = feeLineStore(connection);
    const tariffs = providerTariffStore(connection);
    const resellers = resellerStore(connection);
    const invitations = resaleInvitationStore(connection);
    const statements = statementStore(connection);
    const notices = noticeStore(connection);
    const reconciliations = reconciliationStore(connection);
    const priceCases = priceCaseStore(connection);
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: "pricing",
        connection,
        metrics: life.metrics,
        log: life.log,
        now,
        newId,
      }),
      (bus) => bus.close(),
    );
    const tellTrail = trailTeller(events.outbox, TrailExtended);
    const telling = { outbox: events.outbox, tellTrail };
    const deeds = { tellTrail, withDeed: withDeed(connection, tellTrail), newId };
    const traceLook = lookTracer({ ...deeds, now });
    const owe = oweNotices(notices);
    const { stores: kept, ...opened } = openBooks(connection, {
      now,
      tell: async (session, told, facts) => {
        await tellMoney(telling, session, told, facts);
        await owe(session, told, facts);
      },
    });
    const { books, prove, wallets, ledger, reservations, once, monthTotals, dues, orders } = opened;
    const { payments, terms, proposals, creditPrices } = opened;
    const others = [
      priceGroups,
      feeLines,
      tariffs,
      resellers,
      invitations,
      notices,
      reconciliations,
    ];
    for (const store of [...Object.values(kept), ...others]) await store.ensureIndexes();
    const invoices = invoiceStore(connection, {
      tell: (session, invoice) => tellInvoice(telling, session, invoice),
      envelope: createEnvelope(config.DATA_KEYS),
    });
    await invoices.ensureIndexes();
    const costPrices = costPriceStore(connection, (session, price, entryId) =>
      tellTrail(session, costPriceDeed(price, entryId)),
    );
    await costPrices.ensureIndexes();
    const tokens = await life.use(
      serviceTokens({
        accountsUrl: config.ACCOUNTS_URL,
        service: "pricing",
        secret: config.SERVICE_SECRET,
        now,
      }),
    );
    const accounts = await life.use(createClient(AccountsServiceDefinition, config.ACCOUNTS_URL));
    const linesRegistry = await life.use(
      createClient(LinesRegistryServiceDefinition, config.LINES_REGISTRY_URL),
    );
    const campaigns = await life.use(
      createClient(CampaignsServiceDefinition, config.CAMPAIGNS_URL),
    );
    const dlr = await life.use(createClient(DlrServiceDefinition, config.DLR_URL));
    const dispatcher = await life.use(
      createClient(DispatcherServiceDefinition, config.DISPATCHER_URL),
    );
    const counted = measure(life.metrics);

    const moveMoney = movementQueue(async (tenantId, movements) => {
      const verdicts = await books.commit(tenantId, movements);
      counted.together.observe(movements.length);
      movements.forEach(({ kind }, i) => {
        counted.movements.inc({ kind, verdict: verdicts[i]?.kind ?? "" });
      });
      return verdicts;
    });
    const holders = holderBook({ wallets, accounts, tokens });
    const samePerson = personFinder({ accounts, tokens });
    const cardsOf = tenantCards({ accounts, tokens });
    const namesOf = tenantNames(cardsOf);
    const nameParties = partyNames({ accounts, tokens });
    const price = priceQuestions({ priceGroups, monthTotals, tariffs, resellers, now });
    const shared = {
      wallets,
      ledger,
      reservations,
      once,
      terms,
      books,
      prove,
      holders,
      moveMoney,
      price,
      creditPrices,
      now,
    };
    const fees = { holders, feeLines, dues, moveMoney, now };

    const capMinor = config.TOP_UP_CAP_MINOR;
    const service = pricingService({
      ...{
        ...shared,
        ...deeds,
        priceGroups,
        tariffs,
        resellers,
        capMinor,
        proposals,
        samePerson,
        traceLook,
      },
    });
    life.serve(PricingServiceDefinition, service, { public: ["ListTariffs"] });
    life.refusals((refused) =>
      inTransaction(connection, (session) =>
        tellTrail(session, refusedCallsDeed(refused, newId())),
      ),
    );
    const purchases = purchasesService({
      ...{ ...deeds, traceLook, holders, orders, payments, creditPrices, moveMoney, now, capMinor },
      samePerson,
      ports: config.PAYMENT_PORTS,
      consoleOrigins: config.CONSOLE_ORIGINS,
      orderLifeMs: config.ORDER_LIFE_MS,
      hasProof: async (tenantId, documentId) => {
        const asked = await tokens.forTenant(tenantId);
        const { documents } = await accounts.listDocuments({ tenantId }, asked);
        return documents.some((it) => it.documentId === documentId && it.code === proofCode);
      },
      refuseOrder: refuseOrder(connection, orders, (session, order) =>
        tellOrder(telling, session, order, now()),
      ),
      countPort: (port, code) => {
        counted.portMessages.inc({ port, code });
      },
    });
    life.serve(PurchasesServiceDefinition, purchases, { public: ["HearPort"] });
    const drafts = tariffDraftsService({
      ...{ tariffs, wallets, reservations, once, priceGroups, samePerson, namesOf, now },
      keep: keepList(connection, tariffs, (session, list, deed) =>
        tellTariff(telling, session, { list, deed, at: now() }),
      ),
    });
    life.serve(TariffDraftsServiceDefinition, drafts);
    const issuing = {
      ...{ wallets, invoices, statements, once, dues, orders, terms, books, nameParties, now },
      creditPrices,
      failed: ({ tenantId, month, code }: RefusedMonth, err: unknown) => {
        life.log.error({ err, tenants: [tenantId], month, code }, "invoice_failed");
      },
    };
    let printer: ReturnType<typeof openPrinter> | undefined;
    const sender = platformSender({ wallets, linesRegistry, tokens, now });
    const billing = billingService({
      ...{
        ...issuing,
        ...deeds,
        holders,
        notices,
        sender,
        moveMoney,
        samePerson,
        proposals,
        traceLook,
      },
      printer: () => (printer ??= openPrinter()),
    });
    life.serve(BillingServiceDefinition, billing);
    const approving = {
      ...{ ...deeds, holders, proposals, samePerson, priceGroups, wallets, moveMoney, now },
      creditPrices,
    };
    life.serve(ProposalsServiceDefinition, proposalsService(approving));
    life.serve(CreditPricesServiceDefinition, creditPricesService(approving));
    const resale = resellersService({
      ...{ ...deeds, traceLook, holders, resellers, ledger, moveMoney, cardsOf, now },
    });
    life.serve(ResellersServiceDefinition, resale);
    const joining = resaleInvitationsService({
      ...{ ...deeds, traceLook, holders, resellers, invitations, namesOf, now },
      isSuspended: suspensionOf({ accounts, tokens }),
      newCode: () => `wlr_${newId()}${newId()}`,
    });
    life.serve(ResaleInvitationsServiceDefinition, joining, { public: ["ReadCustomerInvitation"] });
    const matching = {
      ...{
        ...deeds,
        wallets,
        once,
        reservations,
        reconciliations,
        costPrices,
        priceCases,
        dlr,
        dispatcher,
        tokens,
        now,
      },
    };
    life.serve(ReconciliationServiceDefinition, reconciliationService(matching));
    life.run("outbox", events.relay);
    const heard = {
      ...hear({
        ...{ ...shared, events, concurrency: config.SETTLE_CONCURRENCY },
        releasedOf: async (tenantId, chunks) => {
          const asked = await tokens.forTenant(tenantId);
          return (await campaigns.checkChunks({ chunks: [...chunks] }, asked)).releasedChunkIds;
        },
      }),
      ...hearLines({ ...fees, events }),
    };
    for (const [name, loop] of Object.entries(heard)) life.run(name, loop);
    life.every("fees", config.FEE_ROUND_MS, feeRound(fees));
    life.every(
      "money counts",
      config.FEE_ROUND_MS,
      moneyCount({
        ...{ dues, orders, payments, reservations, wallets, proposals, invitations, now },
        ...{ reconciliations, gauges: counted },
      }),
    );
    life.every(
      "orders",
      config.FEE_ROUND_MS,
      expireOrders({ ...deeds, orders, now, orderLifeMs: config.ORDER_LIFE_MS }),
    );
    life.every(
      "fee warnings",
      config.FEE_ROUND_MS,
      feeWarningRound({
        ...{ holders, feeLines, wallets, now, daysBefore: config.FEE_NOTICE_DAYS },
        warn: warnOnce(connection, (session, warning) =>
          tellFeeDue({ outbox: events.outbox, notices }, session, warning),
        ),
      }),
    );
    life.every(
      "notices",
      config.NOTICE_ROUND_MS,
      noticeRound({
        ...{ notices, holders, sender, campaigns, now },
        count: (outcome) => {
          counted.notices.inc({ outcome });
        },
        withoutSender: (providerId) => {
          const alarm = "platform_line_missing";
          life.log.warn({ provider: providerId, alarm }, alarm);
        },
      }),
    );
    life.every("reconciliation", config.RECONCILE_ROUND_MS, nightlyRound(matching));
    life.every(
      "invoices",
      config.INVOICE_ROUND_MS,
      invoiceRound({
        ...issuing,
        providers: () =>
          markets.codes.flatMap((market) => markets.get(market).providers.map(({ id }) => id)),
        told: (refused) => {
          counted.unissued.set(refused.length);
          if (refused.length > 0) life.log.error({ refused }, "invoices_refused");
        },
      }),
    );
    life.every("ledger check", config.LEDGER_CHECK_MS, async () => {
      const { broken, unproved } = await prove(undefined);
      counted.broken.set(broken.length);
      counted.unproved.set(unproved.length);
      if (broken.length > 0) life.log.error({ broken }, "ledger_broken");
      if (unproved.length > 0) life.log.warn({ unproved }, "ledger_unproved");
    });
    life.healthy("mongo", async () => (await connection.db?.command({ ping: 1 }))?.["ok"] === 1);
    life.healthy("events", () => events.healthy());
  });
