/** What happened, in ids and field names; never personal data (law 12). */
export type AuditEvent = {
  /** "key:<id>", "service:<name>", "visitor" or "installation". */
  readonly actor: string;
  /** e.g. "document.read". */
  readonly action: string;
  /** e.g. "document:<id>", "company_file:ceo.mobile,website". */
  readonly subject: string;
};

export type AuditEntry = AuditEvent & {
  readonly entryId: string;
  readonly tenantId: string;
  /** 1 for the first entry of a tenant, without gaps. */
  readonly sequence: number;
  readonly at: Date;
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
  entry: Omit<AuditEntry, "sequence" | "hash">,
  digest: Digest,
): AuditEntry {
  const next = { ...entry, sequence: previous.sequence + 1 };
  return { ...next, hash: hashOf(previous.hash, next, digest) };
}

/** Whether `entry` follows `previous` unchanged: no gap, and the hash is what its words give. */
export function isLinked(previous: Link, entry: AuditEntry, digest: Digest): boolean {
  return (
    entry.sequence === previous.sequence + 1 && entry.hash === hashOf(previous.hash, entry, digest)
  );
}

/** A JSON array, so that no two different entries give the same text. */
function hashOf(previous: string, entry: Omit<AuditEntry, "hash">, digest: Digest): string {
  const { entryId, tenantId, sequence, actor, action, subject, at } = entry;
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
    ]),
  );
}
