import type { Logger } from "@whiteline/service-kit";
import { BindRefused, connectLink, statusClass, statusName, type Link } from "@whiteline/smpp";
import type { Account } from "../config.js";
import type { BindPlan } from "../domain/bind-plan.js";
import type { Counted } from "../metrics.js";
import type { BindState } from "./bind-state.js";
import type { Receiver } from "./receive.js";

type Dependencies = {
  readonly account: Account;
  readonly bind: BindPlan;
  readonly receiver: Receiver;
  readonly log: Pick<Logger, "info" | "warn">;
  readonly counted: Counted;
  readonly monotonic: () => number;
  readonly state: BindState;
};

/** So many binds that fail one after the other are no restart of the operator: some ten seconds. */
const NOT_UP_AFTER = 5;

/** Binds. What the operator does on the link that nobody asked for is counted and told. */
export const openLink = async (
  { account, bind: { bindId: bind, type }, receiver, log, counted, monotonic, state }: Dependencies,
  closed: AbortController,
): Promise<Link | "refused" | "not-up"> => {
  let strays = 0;
  try {
    const link = await connectLink({
      host: account.host,
      port: account.port,
      systemId: account.systemId,
      password: account.password,
      systemType: account.systemType,
      bindType: type,
      window: account.window,
      responseTimeoutMs: account.responseTimeoutMs,
      enquireIntervalMs: account.enquireIntervalMs,
      connectTimeoutMs: account.connectTimeoutMs,
      ...(account.tls && { tls: account.tls }),
      now: monotonic,
      onDeliver: (deliver, answer) => receiver.accept(deliver, answer),
      onRefused: () => {
        counted.deliversRefused.inc({ bind });
        log.warn({ bind, alarm: "delivers_refused" }, "deliver_refused");
      },
      onStrayAnswer: (status) => {
        counted.strayAnswers.inc({ bind });
        strays += 1;
        // Once a link: an operator that answers everything twice would fill the log.
        if (strays === 1)
          log.warn({ bind, status: statusName(status), alarm: "stray_answers" }, "stray_answer");
      },
      onClose: ({ why, detail }) => {
        state.lastError = why;
        counted.closed.inc({ bind, why });
        if (why === "unbound") log.info({ bind, why }, "link_closed");
        else log.warn({ bind, why, detail, alarm: "link_lost" }, "link_closed");
        closed.abort();
      },
    });
    state.failures = 0;
    return link;
  } catch (error) {
    const isRefused = error instanceof BindRefused && statusClass(error.status) === "stop_bind";
    state.lastError = error instanceof BindRefused ? statusName(error.status) : "not connected";
    state.failures += 1;
    const isLong = state.failures >= NOT_UP_AFTER;
    const alarm = isRefused ? "account_refused" : isLong ? "bind_not_up" : undefined;
    log.warn({ bind, err: error, alarm }, "bind_failed");
    return isRefused ? "refused" : "not-up";
  }
};
