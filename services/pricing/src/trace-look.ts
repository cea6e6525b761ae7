import type { TrailDeed } from "@whiteline/events";
import { actorOf, principalOf, type CallContextExt } from "@whiteline/service-kit";
import type { Holder } from "./domain/wallet.js";
import { remembered } from "./remembered.js";
import type { WithDeed } from "./with-deed.js";

type Looked = {
  readonly action: string;
  /** Screens ask for it again by themselves: the same look of the same person is told once in a quarter of an hour. */
  readonly isRepeated: boolean;
};

type Told = Omit<TrailDeed, "entryId" | "at">;

const AGAIN_AFTER_MS = 900_000;

/**
 * Whose money a look was at, and what was seen.
 * @param tenantId empty: of all customers of the provider.
 */
export type Look = Pick<Holder, "tenantId" | "providerId"> & {
  readonly what: Looked;
  readonly subject: string;
  readonly seen?: Readonly<Record<string, string>>;
};

/** Staff that looks at a customer's money leaves a trace, before it sees anything (law 8). */
export const lookTracer = ({
  withDeed,
  now,
  newId,
}: {
  readonly withDeed: WithDeed;
  readonly now: () => Date;
  readonly newId: () => string;
}) => {
  const tell = async (told: Told): Promise<void> => {
    const about = { ...told, entryId: newId(), at: now() };
    await withDeed(async () => ({ done: undefined, deed: about }));
  };
  const tellOnce = remembered(now, AGAIN_AFTER_MS, (told) => tell(JSON.parse(told) as Told));
  return async (context: CallContextExt, look: Look): Promise<void> => {
    const principal = principalOf(context);
    if (principal.kind !== "staff") return;
    const { tenantId, providerId, what, subject, seen = {} } = look;
    const { action, isRepeated } = what;
    const told = { tenantId, providerId, actor: actorOf(principal), action, subject, after: seen };
    await (isRepeated ? tellOnce(JSON.stringify(told)) : tell(told));
  };
};

export type TraceLook = ReturnType<typeof lookTracer>;

/** What may be looked at, in words of the audit trail. */
export const looks = {
  statement: { action: "statement.read", isRepeated: false },
  invoice: { action: "invoice.read", isRepeated: false },
  entries: { action: "entries.read", isRepeated: false },
  balance: { action: "wallet.read", isRepeated: true },
  terms: { action: "terms.read", isRepeated: true },
  dues: { action: "due.read", isRepeated: true },
  notices: { action: "notices.read", isRepeated: true },
  orders: { action: "order.read", isRepeated: true },
  payments: { action: "payment.read", isRepeated: true },
  margin: { action: "margin.read", isRepeated: true },
  reseller: { action: "reseller.read", isRepeated: true },
  surcharges: { action: "surcharges.read", isRepeated: true },
  priceGroups: { action: "price_group.read", isRepeated: true },
  reservation: { action: "reservation.read", isRepeated: true },
} as const;
