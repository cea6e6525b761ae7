import type { MarketPack } from "@whiteline/markets";
import type { DoorMessage, DoorTexts } from "./domain/door-message.js";
import { packOf } from "./domain/provider.js";
import type { DoorMessageStore } from "./store/door-messages.js";
import type { ProviderStore } from "./store/providers.js";

type Session = Parameters<DoorMessageStore["insert"]>[0];

/** How a provider writes to people about their way in. */
export type Writing = {
  readonly pack: MarketPack;
  readonly texts: DoorTexts;
  /** Owes a message, in the write of what it tells. */
  readonly owe: (
    session: Session,
    message: Pick<DoorMessage, "kind" | "to" | "text" | "expiresAt">,
  ) => Promise<void>;
};

/** Undefined where the provider writes to nobody: the market names no line for it, or nothing sends here. */
export type MessageTo = (providerId: string) => Promise<Writing | undefined>;

/** @param isOffered whether this installation has told accounts where lines and campaigns are. */
export function messageWriter({
  now,
  newId,
  providers,
  messages,
  isOffered,
}: {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly providers: ProviderStore;
  readonly messages: DoorMessageStore;
  readonly isOffered: boolean;
}): MessageTo {
  return async (providerId) => {
    const provider = isOffered ? await providers.byId(providerId) : undefined;
    if (provider === undefined) return undefined;
    const { market } = provider;
    const pack = packOf(market, now());
    const texts = pack.accountMessages;
    if (texts === null) return undefined;
    return {
      pack,
      texts,
      owe: (session, message) =>
        messages.insert(
          session,
          { ...message, messageId: newId(), providerId, market, attempts: 0 },
          now(),
        ),
    };
  };
}
