import { SendingLimitChanged } from "@whiteline/contracts/lists/v1/events";
import type {
  SendingLimit,
  SendingLimitsServiceImplementation,
  SetSendingLimitRequest,
} from "@whiteline/contracts/lists/v1/sending_limits";
import type { Events, TellTrail } from "@whiteline/events";
import { sendingRules, type MarketPack } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  inTransaction,
  principalOf,
  requireService,
  requireStaff,
  requireTenant,
  type CallContextExt,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import { rulesFor, type LimitStores } from "./ask-limits.js";
import { toName, toRequestId } from "./proto.js";
import { packOf } from "./reach.js";
import type { LineStore } from "./store/lines.js";
import type { TenantRule } from "./store/sending-limits.js";

type Deps = Ports &
  LimitStores & {
    readonly lines: LineStore;
    readonly connection: Awaited<ReturnType<typeof connectMongo>>;
    readonly events: Pick<Events, "outbox">;
    readonly tellTrail: TellTrail;
  };

const LONGEST_HOURS = 744;
const MOST_MESSAGES = 1_000;

/** What lists answers about how often one person may be written to. */
export function sendingLimitsService(
  deps: Deps,
): SendingLimitsServiceImplementation<CallContextExt> {
  const { sendingLimits, sent, numberKeys, now } = deps;
  const limitsOf = async (tenantId: string, pack: MarketPack) => ({
    limits: (await sendingLimits.rulesOf(tenantId, sendingRules(pack))).map(fromRule),
  });

  return {
    async getSendingLimits({ tenantId, market }, context) {
      const { kind, market: own } = principalOf(context);
      if (kind !== "staff") return limitsOf(requireTenant(context), packOf(own));
      return limitsOf(await customerOf(deps, tenantId, context), packOf(market));
    },

    async setSendingLimit(request, context) {
      const by = actorOf(requireStaff(context));
      const pack = packOf(request.market);
      const tenantId = await customerOf(deps, request.tenantId, context);
      await setLimit(deps, tenantId, pack, request, by);
      return limitsOf(tenantId, pack);
    },

    async countSent({ key, market, traffic, msisdns, textDigests }, context) {
      requireService(context);
      const tenantId = requireTenant(context);
      const rules = await rulesFor(deps, tenantId, packOf(market), traffic);
      if (rules === undefined) return {};
      const at = now();
      const numbers = msisdns.map(Number);
      await sent.count({ tenantId, name: toRequestId(key), traffic, at }, () => ({
        keys: numbers.map((msisdn) => numberKeys.recipient(tenantId, msisdn)),
        texts: numbers.flatMap((msisdn, i) => {
          const digest = textDigests.length === 1 ? textDigests[0] : textDigests[i];
          return digest === undefined || digest === 0n
            ? []
            : [numberKeys.text(tenantId, msisdn, digest)];
        }),
      }));
      return {};
    },
  };
}

async function setLimit(
  { connection, sendingLimits, events, tellTrail, now, newId }: Deps,
  tenantId: string,
  pack: MarketPack,
  request: SetSendingLimitRequest,
  by: string,
): Promise<void> {
  const { rule, enabled, messages, hours, reset } = request;
  const requestId = toRequestId(request.requestId);
  if (!sendingRules(pack).some((known) => known.rule === rule)) {
    throw new DomainError("not_found", "LIMIT_UNKNOWN", "The market has no such rule.", {
      remedy: `Use one of ${sendingRules(pack)
        .map((known) => known.rule)
        .join(", ")}.`,
    });
  }
  const note = toName(request.note);
  const isRule = [
    [messages, MOST_MESSAGES],
    [hours, LONGEST_HOURS],
  ].every(([value = 0, most = 0]) => Number.isInteger(value) && value >= 0 && value <= most);
  if (!isRule || note === "") {
    throw new DomainError("invalid", "LIMIT_INVALID", "These numbers make no rule.", {
      remedy: `Give up to ${MOST_MESSAGES} messages, up to ${LONGEST_HOURS} hours, and say why.`,
    });
  }
  const at = now();
  await inTransaction(connection, async (session) => {
    if (reset) await sendingLimits.reset(session, tenantId, rule);
    else {
      const change = { enabled, messages, hours, by, note, at, requestId };
      await sendingLimits.set(session, tenantId, rule, change);
    }
    await events.outbox.add(session, SendingLimitChanged, { tenantId, rule, by, at }, newId());
    const about = { entryId: newId(), tenantId, providerId: "", actor: by, at };
    const what = { action: "sending_limit.set", subject: `sending_limit:${rule}` };
    const fields = { enabled: String(enabled), messages: String(messages), hours: String(hours) };
    const after = reset ? { reset: "true" } : fields;
    await tellTrail(session, { ...about, ...what, after });
  });
}

/** Staff see and set what concerns customers of their own provider. */
async function customerOf(
  { lines }: Deps,
  tenantId: string,
  context: CallContextExt,
): Promise<string> {
  const { providerId = "" } = requireStaff(context);
  if (tenantId !== "" && (await lines.isCustomerOf(tenantId, providerId))) return tenantId;
  throw new DomainError(
    "not_found",
    "TENANT_UNKNOWN",
    "No customer of your provider with a line has this id.",
  );
}

function fromRule({ change, ...rule }: TenantRule): SendingLimit {
  return { ...rule, change: change && { by: change.by, note: change.note, at: change.at } };
}
