import { actorOf, principalOf, type CallContextExt } from "@whiteline/service-kit";
import type { Holder } from "./domain/wallet.js";
import type { WithDeed } from "./with-deed.js";

/**
 * Whose money a look was at, and what was seen.
 * @param tenantId empty: of all customers of the provider.
 */
export type Look = Pick<Holder, "tenantId" | "providerId"> & {
  readonly what: { readonly action: string };
  readonly subject: string;
  readonly seen?: Readonly<Record<string, string>>;
};

/** Staff that looks at a customer's money leaves a trace, before it sees anything (law 8). */
export const lookTracer =
  ({
    withDeed,
    now,
    newId,
  }: {
    readonly withDeed: WithDeed;
    readonly now: () => Date;
    readonly newId: () => string;
  }) =>
  async (context: CallContextExt, look: Look): Promise<void> => {
    const principal = principalOf(context);
    if (principal.kind !== "staff") return;
    const { tenantId, providerId, what, subject, seen = {} } = look;
    const about = { entryId: newId(), tenantId, providerId, actor: actorOf(principal), at: now() };
    await withDeed(async () => ({
      done: undefined,
      deed: { ...about, ...what, subject, after: seen },
    }));
  };

export type TraceLook = ReturnType<typeof lookTracer>;

/** What may be looked at, in words of the audit trail. */
export const looks = {
  statement: { action: "statement.read" },
  invoice: { action: "invoice.read" },
  entries: { action: "entries.read" },
} as const;
