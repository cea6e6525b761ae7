import type { DomainError } from "./domain-error.js";
import type { Logger } from "./logger.js";
import { actorOf, type Principal } from "./principal.js";

/** Calls that somebody known was forbidden, told once for several of the same minute. */
export type RefusedCalls = {
  /** The tenant whose person or key called; undefined of staff. */
  readonly tenantId: string | undefined;
  readonly providerId: string | undefined;
  /** As `actorOf` names people and keys. */
  readonly actor: string;
  /** "DeskService.SetDay"; of repeats each once, at most {@link mostNamed}. */
  readonly methods: readonly string[];
  /** Reasons, each once. */
  readonly codes: readonly string[];
  readonly count: number;
  /** Of the last of them. */
  readonly at: Date;
};

/** Writes them down: an entry of an audit trail, or a fact of which one is made. */
export type TellRefused = (refused: RefusedCalls) => Promise<void>;

type Repeats = { readonly methods: Set<string>; readonly codes: Set<string>; count: number };
type Window = {
  readonly principal: Principal;
  readonly endsAt: number;
  readonly told: Set<string>;
  readonly repeats: Repeats;
};

const windowMs = 60_000;
/** Different refusals of one caller that are told at once in a minute; what follows is counted. */
const mostAtOnce = 5;
/** Methods that the entry of the repeats names. */
const mostNamed = 10;
/** Callers remembered at once; each had a valid token. */
const mostCallers = 10_000;

export type RefusalBook = ReturnType<typeof refusalBook>;

/**
 * Keeps what callers were forbidden from filling the store: the first refusal of a caller, method and reason is told
 * as it happens, repeats of the same minute together when it is over. A process that dies loses the count of a minute.
 */
export function refusalBook({
  now,
  tell,
  log,
}: {
  readonly now: () => Date;
  readonly tell: TellRefused;
  readonly log: Pick<Logger, "error">;
}) {
  const windows = new Map<string, Window>();

  const write = async (
    { tenantId, providerId, ...principal }: Principal,
    told: Pick<RefusedCalls, "methods" | "codes" | "count">,
    at: Date,
  ): Promise<void> => {
    const actor = actorOf(principal);
    const isTenant = principal.kind === "tenant";
    const refused = { tenantId: isTenant ? tenantId : undefined, providerId, actor, ...told, at };
    // A trace that cannot be written does not hide the refusal.
    await tell(refused).catch((fault: unknown) => log.error({ err: fault }, "refusal_not_told"));
  };

  const close = async (key: string, { principal, repeats }: Window): Promise<void> => {
    windows.delete(key);
    const { methods, codes, count } = repeats;
    if (count === 0) return;
    const named = [...methods].slice(0, mostNamed);
    await write(principal, { methods: named, codes: [...codes], count }, now());
  };

  return {
    /** Notes that a caller was forbidden a method; resolves when it is written down or counted. */
    async note(principal: Principal, method: string, { reason }: DomainError): Promise<void> {
      if (principal.kind === "service") return;
      const key = `${principal.tenantId ?? principal.providerId ?? ""} ${actorOf(principal)}`;
      const at = now();
      const open = windows.get(key);
      if (open !== undefined && at.getTime() >= open.endsAt) await close(key, open);
      const window = windows.get(key) ?? {
        principal,
        endsAt: at.getTime() + windowMs,
        told: new Set<string>(),
        repeats: { methods: new Set<string>(), codes: new Set<string>(), count: 0 },
      };
      windows.set(key, window);
      const [oldest] = windows;
      if (windows.size > mostCallers && oldest !== undefined) await close(...oldest);
      const { told, repeats } = window;
      const isNew = !told.has(`${method} ${reason}`) && told.size < mostAtOnce;
      if (isNew) {
        told.add(`${method} ${reason}`);
        return write(principal, { methods: [method], codes: [reason], count: 1 }, at);
      }
      if (repeats.methods.size < mostNamed) repeats.methods.add(method);
      repeats.codes.add(reason);
      repeats.count += 1;
    },

    /** Tells the repeats of minutes that are over; at the end of the process of all. */
    async sweep(isEnding = false): Promise<void> {
      const at = now().getTime();
      for (const [key, window] of [...windows]) {
        if (isEnding || at >= window.endsAt) await close(key, window);
      }
    },
  };
}
