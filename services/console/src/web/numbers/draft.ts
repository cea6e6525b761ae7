/** The words that no file keeps; nothing personal is among them. */
type Draft = {
  readonly targetAudience: string;
  readonly messageSubject: string;
  readonly marks: readonly string[];
  readonly noteSigned: boolean;
  readonly sender: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly spellings: Readonly<Record<string, string>>;
};

const nameOf = (family: string): string => `whiteline.request.${family}`;

/** Remembers in this browser what was written of a request, for a reload and for a correction. */
export function keepDraft(family: string, values: Draft): void {
  const { targetAudience, messageSubject, marks, noteSigned, sender, facts, spellings } = values;
  const draft: Draft = {
    targetAudience,
    messageSubject,
    marks,
    noteSigned,
    sender,
    facts,
    spellings,
  };
  localStorage.setItem(nameOf(family), JSON.stringify(draft));
}

/** What was remembered; nothing when there is none or it cannot be read. */
export function draftOf(family: string): Partial<Draft> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(family)) ?? "{}");
    return isDraft(kept) ? kept : {};
  } catch {
    return {};
  }
}

function isDraft(kept: unknown): kept is Draft {
  return (
    typeof kept === "object" &&
    kept !== null &&
    "targetAudience" in kept &&
    typeof kept.targetAudience === "string" &&
    "messageSubject" in kept &&
    typeof kept.messageSubject === "string" &&
    "sender" in kept &&
    typeof kept.sender === "string" &&
    "noteSigned" in kept &&
    typeof kept.noteSigned === "boolean" &&
    "marks" in kept &&
    Array.isArray(kept.marks) &&
    "facts" in kept &&
    isWords(kept.facts) &&
    "spellings" in kept &&
    isWords(kept.spellings)
  );
}

function isWords(kept: unknown): kept is Record<string, string> {
  return (
    typeof kept === "object" &&
    kept !== null &&
    Object.values(kept).every((word) => typeof word === "string")
  );
}
