import { DomainError } from "@whiteline/service-kit";
import { Counter, type Registry } from "prom-client";
import type { DoorMessage } from "./domain/door-message.js";

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
