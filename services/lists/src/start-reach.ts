import { BlockListsServiceDefinition } from "@whiteline/contracts/lists/v1/block_lists";
import { ConsentsServiceDefinition } from "@whiteline/contracts/lists/v1/consents";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { SendingLimitsServiceDefinition } from "@whiteline/contracts/lists/v1/sending_limits";
import type { Events, TellTrail } from "@whiteline/events";
import type { connectMongo, Envelope, Life, Ports } from "@whiteline/service-kit";
import { blockListsService } from "./block-lists-service.js";
import type { Config } from "./config.js";
import { consentsService } from "./consents-service.js";
import type { Measures } from "./metrics.js";
import { numberKeys } from "./number-keys.js";
import { refusalDoors, refusalsService } from "./refusals-service.js";
import { refusalTokens } from "./refusal-token.js";
import type { ConsentRegistry } from "./registry/consent-registry.js";
import { iysRegistry } from "./registry/iys-registry.js";
import { registrySync } from "./registry/synchronise.js";
import { sendingLimitsService } from "./sending-limits-service.js";
import { adoptBlackLists } from "./store/adopt-black-lists.js";
import { blockListStore } from "./store/block-lists.js";
import { consentStore } from "./store/consents.js";
import type { LineStore } from "./store/lines.js";
import { optOutStore } from "./store/opt-outs.js";
import { refusalDoorStore } from "./store/refusal-doors.js";
import { registryEntryStore } from "./store/registry-entries.js";
import { keptSecret } from "./store/secrets.js";
import { sendingLimitStore } from "./store/sending-limits.js";
import { sentStore } from "./store/sent.js";
import { registryWatch } from "./watch-registry.js";

const STOPWATCH_EVERY_MS = 10_000;
/** The strictest limit of the markets; packs say theirs [reach.refusal.enforcedWithinSeconds]. */
const OVERDUE_MS = 60_000;
const REGISTRY_TIMEOUT_MS = 15_000;
const REGISTRY_WATCH_MS = 5_000;

type Parts = Ports & {
  readonly life: Life;
  readonly config: Config;
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly events: Events;
  readonly tellTrail: TellTrail;
  readonly envelope: Envelope;
  readonly lines: LineStore;
  readonly counted: Measures;
};

/** Refusals, consents, block lists and limits: their stores and what is answered about them. */
export async function startReach(parts: Parts) {
  const { life, config, connection, events, tellTrail, envelope, lines, counted, ...ports } = parts;
  const { now } = ports;
  const stores = {
    optOuts: optOutStore(connection),
    consents: consentStore(connection),
    registryEntries: registryEntryStore(connection),
    blockLists: blockListStore(connection, { events, tellTrail }, now, config.IMPORT_LEASE_MS),
    sent: sentStore(connection),
    sendingLimits: sendingLimitStore(connection),
    doors: refusalDoorStore(connection),
  };
  for (const store of Object.values(stores)) await store.ensureIndexes();
  await adoptBlackLists(connection, stores.blockLists, ports);

  const shared = {
    ...{ ...stores, ...ports, connection, events, tellTrail, lines },
    tokens: refusalTokens(await keptSecret(connection, envelope, "refusalLinks")),
    numberKeys: numberKeys(await keptSecret(connection, envelope, "sentNumbers")),
    blockListMaxBytes: config.BLOCK_LIST_MAX_BYTES,
    publicUrl: config.PUBLIC_LINK_URL,
  };
  const registry = registrySync({
    ...shared,
    registries: registriesOf(config, now),
    log: life.log,
    freshMs: config.REGISTRY_FRESH_MS,
  });

  life.serve(RefusalsServiceDefinition, refusalsService(shared), { public: refusalDoors });
  life.serve(ConsentsServiceDefinition, consentsService({ ...shared, registry }));
  life.serve(BlockListsServiceDefinition, blockListsService({ ...shared, counted }));
  life.serve(SendingLimitsServiceDefinition, sendingLimitsService(shared));
  life.every("registry", config.REGISTRY_EVERY_MS, (signal) => registry.synchroniseAll(signal));
  life.every("registry watch", REGISTRY_WATCH_MS, registryWatch({ ...shared, counted }));
  life.every("refusal stopwatch", STOPWATCH_EVERY_MS, async () => {
    const overdue = await stores.optOuts.overdue(new Date(now().getTime() - OVERDUE_MS));
    counted.overdue.set(overdue);
    if (overdue > 0) life.log.warn({ overdue, alarm: "refusals_overdue" }, "refusals overdue");
  });
  return { ...shared, registry };
}

/** The registries that this installation is connected to, by market. */
function registriesOf(config: Config, now: () => Date): ReadonlyMap<string, ConsentRegistry> {
  const { IYS_URL: url, IYS_CODE: code, IYS_USER: user, IYS_PASSWORD: password } = config;
  if (url === undefined) return new Map();
  const timeoutMs = REGISTRY_TIMEOUT_MS;
  return new Map([["TR", iysRegistry({ url, code, user, password, timeoutMs, now })]]);
}
