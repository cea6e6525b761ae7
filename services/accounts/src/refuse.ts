import { DomainError } from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";

/** A request that cannot be judged, with all its faults: the reason is the first one's code. */
export function refuse(...faults: readonly Finding[]): DomainError {
  const rules = new Set(faults.map(({ rule }) => rule));
  const remedies = new Set(faults.map(({ remedy }) => remedy));
  return new DomainError("invalid", faults[0]?.code ?? "INVALID_REQUEST", [...rules].join(" "), {
    remedy: [...remedies].join(" "),
    faults,
  });
}

export function tenantUnknown(): DomainError {
  return new DomainError("not_found", "TENANT_UNKNOWN", "There is no such tenant.", {
    remedy: "Check the tenant id; you see your own, and staff see those of their provider.",
  });
}

export function documentUnknown(): DomainError {
  return new DomainError("not_found", "DOCUMENT_UNKNOWN", "There is no such document.", {
    remedy: "List the documents of the company file and take the id from there.",
  });
}

export function keyUnknown(): DomainError {
  return new DomainError("not_found", "KEY_UNKNOWN", "There is no such key.", {
    remedy: "Check the key id; the first answer that named the key carries it.",
  });
}

export function memberUnknown(): DomainError {
  return new DomainError("not_found", "MEMBER_UNKNOWN", "There is no such member here.", {
    remedy: "List the members and take the id from there.",
  });
}

/** The same request id with other content is another request [delivery.md · 8]. */
export function requestIdReused(): DomainError {
  return new DomainError(
    "already_exists",
    "REQUEST_ID_REUSED",
    "This request id was used for something else.",
    { remedy: "Send a fresh request id." },
  );
}

export function tenantSuspended(): DomainError {
  return new DomainError("unauthenticated", "TENANT_SUSPENDED", "The tenant is suspended.", {
    remedy: "Ask your provider why and what ends the suspension.",
  });
}
