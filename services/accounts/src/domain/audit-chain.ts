/** The fields of a thing, as the trail tells them: plain words, never personal data (law 12). */
export type AuditFields = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** What happened, in ids, field names and words that are nobody's; personal values come redacted. */
export type AuditEvent = {
  /** "person:<id>", "key:<id>", "service:<name>", "visitor" or "installation". */
  readonly actor: string;
  /** e.g. "document.read". */
  readonly action: string;
  /** e.g. "document:<id>", "company_file:ceo.mobile,website". */
  readonly subject: string;
  /** What changed, before and after; a look has neither, what was made has no before. */
  readonly before?: AuditFields | undefined;
  readonly after?: AuditFields | undefined;
};

export type AuditEntry = Omit<AuditEvent, "before" | "after"> & {
  readonly entryId: string;
  readonly tenantId: string;
  /** 1 for the first entry of a tenant, without gaps. */
  readonly sequence: number;
  readonly at: Date;
  /** JSON objects, as text because the hash is over these very characters; "" = none. */
  readonly before: string;
  readonly after: string;
  /** Digest over the previous entry's hash and this entry; hex. */
  readonly hash: string;
};

/** SHA-256 of a text, hex. An argument, because the domain holds no I/O and no crypto. */
type Digest = (text: string) => string;

type Link = Pick<AuditEntry, "sequence" | "hash">;

/** Before the first entry. */
export const chainStart: Link = { sequence: 0, hash: "" };

/** The entry that follows `previous` in its tenant's chain. */
export function linkEntry(
  previous: Link,
  { before, after, ...event }: AuditEvent & Pick<AuditEntry, "entryId" | "tenantId" | "at">,
  digest: Digest,
): AuditEntry {
  const next = {
    ...event,
    before: toText(before),
    after: toText(after),
    sequence: previous.sequence + 1,
  };
  return { ...next, hash: hashOf(previous.hash, next, digest) };
}

function toText(fields: AuditFields | undefined): string {
  return fields === undefined ? "" : JSON.stringify(fields);
}

/** Whether `entry` follows `previous` unchanged: no gap, and the hash is what its words give. */
export function isLinked(previous: Link, entry: AuditEntry, digest: Digest): boolean {
  return (
    entry.sequence === previous.sequence + 1 && entry.hash === hashOf(previous.hash, entry, digest)
  );
}

/**
 * A JSON array, so that no two different entries give the same text. Entries without before and after
 * are hashed as they were before those existed: older chains stay whole.
 */
function hashOf(previous: string, entry: Omit<AuditEntry, "hash">, digest: Digest): string {
  const { entryId, tenantId, sequence, actor, action, subject, at, before, after } = entry;
  const told = before === "" && after === "" ? [] : [before, after];
  return digest(
    JSON.stringify([
      previous,
      entryId,
      tenantId,
      sequence,
      actor,
      action,
      subject,
      at.toISOString(),
      ...told,
    ]),
  );
}
