import {
  Lane,
  type MessageAnswer,
  type MessageItem,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import { bearer, DomainError, runService, type Ports, type Running } from "@whiteline/service-kit";
import { Gauge } from "prom-client";

import { buildApi } from "./api.js";
import { authenticator } from "./auth.js";
import { coalescer } from "./coalesce.js";
import type { Config } from "./config.js";
import { connectPeers } from "./peers.js";
import { failureOfAll } from "./problem.js";
import type { MessageGroup } from "./routes/messages.js";
import { LARGEST_BATCH } from "./shapes/messages.js";

/** The gateway, and where customers reach it. */
export type RunningGateway = Running & {
  /** Address of the public API, e.g. http://127.0.0.1:8080. */
  readonly apiUrl: string;
};

/** Starts the public API. Keeps nothing: any number of gateways may run side by side. */
export async function start(config: Config, { now, newId }: Ports): Promise<RunningGateway> {
  let apiUrl = "";
  const running = await runService(
    config,
    async (life) => {
      const { log, metrics } = life;
      const peers = await connectPeers(config, life);
      const deadline = config.REQUEST_DEADLINE_MS;
      const authenticate = authenticator({
        accounts: peers.accounts,
        people: peers.people,
        now,
        cacheMs: config.AUTH_CACHE_MS,
        deadlineMs: deadline,
      });
      const groups = coalescer<MessageGroup, MessageItem, MessageAnswer>({
        waitMs: config.COALESCE_WAIT_MS,
        maxItems: LARGEST_BATCH,
        maxGroups: config.COALESCE_GROUPS,
        maxPending: config.COALESCE_PENDING,
        now: () => performance.now(),
        after: (ms, run) => void setTimeout(run, ms),
        isUrgent: ({ lane }) => lane === Lane.OTP,
        async send({ token, ...group }, items) {
          const question = { ...group, items };
          const options = { ...bearer(token), deadline };
          return (await peers.campaigns.submitMessages(question, options)).answers;
        },
        failureOfAll,
        tooMany,
      });
      new Gauge({
        name: "messages_pending",
        help: "Single messages that wait for the answer of their group; bounded by COALESCE_PENDING.",
        registers: [metrics],
        collect() {
          this.set(groups.pending());
        },
      });
      const api = await buildApi({ config, log, metrics, peers, newId, authenticate, groups });
      await life.use(api, (open) => open.close());
      apiUrl = await api.listen({ host: config.HOST, port: config.API_PORT });
      log.info({ api: apiUrl }, "serving the API");
    },
    { now },
  );
  return { ...running, apiUrl };
}

function tooMany(): DomainError {
  return new DomainError("exhausted", "TOO_MANY_PENDING", "Too many messages wait for an answer.", {
    remedy: "Send again in a second, with the same request ids.",
  });
}
