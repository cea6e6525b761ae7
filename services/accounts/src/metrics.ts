import { DomainError } from "@whiteline/service-kit";
import { Counter, Gauge, type Registry } from "prom-client";
import type { DoorMessage } from "./domain/door-message.js";
import type { TenantStore } from "./store/tenants.js";

/** The ways in, as the metrics name them. */
type Door = "sign_up" | "log_in" | "key" | "invitation" | "password_reset";

/** Counts what happened at a door: "passed", or the stable code of the refusal; never who it was. */
export type CountDoor = <Asked extends unknown[], Answer>(
  door: Door,
  handler: (...asked: Asked) => Promise<Answer>,
) => (...asked: Asked) => Promise<Answer>;

export function doorCounter(registry: Registry): CountDoor {
  const attempts = new Counter({
    name: "door_attempts_total",
    help: "Attempts to come in, by door and outcome: passed, or the code of the refusal.",
    labelNames: ["door", "outcome"],
    registers: [registry],
  });
  return (door, handler) =>
    async (...asked) => {
      try {
        const answer = await handler(...asked);
        attempts.inc({ door, outcome: "passed" });
        return answer;
      } catch (error) {
        attempts.inc({ door, outcome: error instanceof DomainError ? error.reason : "failed" });
        throw error;
      }
    };
}

export type CountMessage = (kind: DoorMessage["kind"], outcome: string) => void;

export function messageCounter(registry: Registry): CountMessage {
  const messages = new Counter({
    name: "door_messages_total",
    help: "Messages to people about their way in, by kind and outcome: sent, or the code why not yet.",
    labelNames: ["kind", "outcome"],
    registers: [registry],
  });
  return (kind, outcome) => messages.inc({ kind, outcome });
}

/** @param outcome "added", or the code of the refusal. */
export type CountDocument = (outcome: string) => void;

export function documentCounter(registry: Registry): CountDocument {
  const documents = new Counter({
    name: "company_documents_total",
    help: "Documents put into company files, by outcome: added, or the code of the refusal.",
    labelNames: ["outcome"],
    registers: [registry],
  });
  return (outcome) => documents.inc({ outcome });
}

/** How many companies there are; a job that looks again. */
export function tenantGauge(
  registry: Registry,
  tenants: Pick<TenantStore, "count">,
): () => Promise<void> {
  const gauge = new Gauge({
    name: "tenants",
    help: "Companies by market and status, platform tenants aside.",
    labelNames: ["market", "status"],
    registers: [registry],
  });
  return async () => {
    const counted = await tenants.count();
    gauge.reset();
    for (const { market, status, tenants: many } of counted) gauge.set({ market, status }, many);
  };
}
