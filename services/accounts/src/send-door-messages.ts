import { Lane, type CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import {
  LineStatus,
  type LinesRegistryServiceDefinition,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { bearer, DomainError, type Client, type Logger } from "@whiteline/service-kit";
import { messageRetryAt, type DoorMessage } from "./domain/door-message.js";
import { packOf } from "./domain/provider.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "now" | "providers" | "sign" | "countMessage"> & {
  readonly messages: Parts["doorMessages"];
  readonly linesRegistry: Client<typeof LinesRegistryServiceDefinition>;
  readonly campaigns: Client<typeof CampaignsServiceDefinition>;
  readonly log: Logger;
};

/**
 * Sends what is owed to people from the provider's own line, as its platform tenant. The duty stands until
 * campaigns has accepted the message or it is late; its id makes a repetition harmless.
 */
export function doorMessages(parts: Needs) {
  const { now, messages, countMessage, log } = parts;
  return async (signal: AbortSignal): Promise<void> => {
    for (const owed of await messages.owed(now())) {
      if (signal.aborted) return;
      if (!(await messages.claim(owed, messageRetryAt(owed.attempts, now())))) continue;
      const outcome = await send(parts, owed, signal);
      countMessage(owed.kind, outcome);
      if (outcome === "sent") await messages.sent(owed.messageId);
      else {
        const alarm = outcome === "PLATFORM_LINE_MISSING" && { alarm: "platform_line_missing" };
        const { messageId, providerId } = owed;
        const told = { messageId, provider: providerId, reason: outcome, ...alarm };
        log.warn(told, "door_message_not_accepted");
      }
    }
  };
}

/** @returns "sent", or the stable reason why not yet: a neighbour that is away is an outcome, not a failure. */
async function send(parts: Needs, owed: DoorMessage, signal: AbortSignal): Promise<string> {
  try {
    return await submit(parts, owed, signal);
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
}

async function submit(
  { now, providers, sign, linesRegistry, campaigns }: Needs,
  { messageId, kind, providerId, market, to, text, expiresAt }: DoorMessage,
  signal: AbortSignal,
): Promise<string> {
  const provider = await providers.byId(providerId);
  if (provider === undefined) return "PROVIDER_UNKNOWN";
  const tenantId = provider.platformTenantId;
  const principal = { kind: "service", service: "accounts", roles: [] } as const;
  const { token } = await sign({ ...principal, tenantId, providerId, market });
  const options = { ...bearer(token), signal };

  const sender = packOf(market, now()).accountMessages?.sender ?? null;
  const { lines } = await linesRegistry.listLines({}, options);
  const line = lines.find(
    ({ number, status }) => (sender === null || number === sender) && status === LineStatus.ACTIVE,
  );
  if (line === undefined) return "PLATFORM_LINE_MISSING";

  const item = { requestId: `door:${messageId}`, to, text, templateId: "", variables: {} };
  const leftSeconds = Math.max(60, Math.floor((expiresAt.getTime() - now().getTime()) / 1_000));
  const { answers } = await campaigns.submitMessages(
    {
      lineId: line.lineId,
      lane: kind === "mobile_code" ? Lane.OTP : Lane.TRANSACTIONAL,
      items: [item],
      validitySeconds: Math.min(leftSeconds, 86_400),
    },
    options,
  );
  const outcome = answers[0]?.outcome;
  if (outcome?.$case === "accepted") return "sent";
  return outcome?.value.finding?.code ?? "NO_ANSWER";
}
