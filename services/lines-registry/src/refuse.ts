import { DomainError } from "@whiteline/service-kit";
import type { Refusal } from "./domain/advance.js";
import type { Finding } from "./domain/finding.js";

/** A request that cannot be carried out, in the words of a finding. */
export function refuse(
  { code, rule, remedy }: Finding,
  kind: "invalid" | "precondition" | "already_exists",
): DomainError {
  return new DomainError(kind, code, rule, { remedy });
}

export function applicationUnknown(): DomainError {
  return new DomainError("not_found", "APPLICATION_UNKNOWN", "There is no such application.", {
    remedy: "List the applications and take the id from there.",
  });
}

export function lineUnknown(): DomainError {
  return new DomainError("not_found", "LINE_UNKNOWN", "There is no such line.", {
    remedy: "List the lines and take the id from there.",
  });
}

export function providerUnknown(): DomainError {
  return new DomainError("invalid", "PROVIDER_UNKNOWN", "No market knows this provider.", {
    remedy: "Choose one of the providers of this installation.",
  });
}

export function marketUnknown(): DomainError {
  return new DomainError("invalid", "MARKET_UNKNOWN", "There is no such market.", {
    remedy: "Give the code of a market of this installation, or call as a customer of one.",
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

export function caseMovedOn(): DomainError {
  return new DomainError(
    "conflict",
    "CASE_MOVED_ON",
    "The case is at another version than the one that was decided on.",
    { remedy: "Read it again and decide on what it says now." },
  );
}

export function useApply(): DomainError {
  return new DomainError(
    "invalid",
    "STEP_BY_APPLY",
    "This step files papers; it is taken by filing them.",
    { remedy: "Send the corrected application with its id through Apply." },
  );
}

/** Why a step was not taken. */
export function stepRefused(refusal: Refusal): DomainError {
  const { code } = refusal;
  switch (code) {
    case "STEP_IMPOSSIBLE": {
      const steps = refusal.possible.length === 0 ? "none" : refusal.possible.join(", ");
      return new DomainError("precondition", code, "This step does not lead on from this state.", {
        remedy: `Steps from here: ${steps}.`,
      });
    }
    case "STEP_OF_ANOTHER_ROLE":
      return new DomainError("forbidden", code, `This step is taken by the role ${refusal.role}.`, {
        remedy: `Call with a key of the role ${refusal.role}.`,
      });
    case "FILING_NEEDED":
      return useApply();
    case "REASONS_NEEDED":
      return new DomainError(
        "invalid",
        code,
        "A return names its reasons, each with code and remedy.",
        { remedy: "Add at least one finding with code and remedy." },
      );
    case "WORDS_NEEDED":
      return new DomainError("invalid", code, "The operator's answer is told in its own words.", {
        remedy: "Write what the operator said into the note.",
      });
    case "SECOND_PERSON_NEEDED":
      return new DomainError(
        "precondition",
        code,
        "What cannot be taken back is decided by two people.",
        { remedy: "Have another member of staff send the same decision." },
      );
    case "ITEMS_REJECTED":
      return new DomainError("precondition", code, "Papers or fields of the case are rejected.", {
        remedy: `Return the case, or accept after another look: ${refusal.items.join(", ")}.`,
      });
    case "ORIGINALS_UNKNOWN":
      return new DomainError("invalid", code, "This is no original of the application.", {
        remedy: `Originals of this application: ${refusal.documents.join(", ") || "none"}.`,
      });
    case "ORIGINALS_MISSING":
      return new DomainError("precondition", code, "Originals on paper have not arrived yet.", {
        remedy: `Record the arrival of: ${refusal.documents.join(", ")}.`,
      });
  }
}
