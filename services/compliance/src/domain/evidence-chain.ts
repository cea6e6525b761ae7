/** One thing that proves something: what it is, where it came from, and its content as JSON. */
export type EvidenceEntry = {
  /** "complaint", "line", "message", "recipient", "verdict", "receipts", "campaign", "answer", "missing". */
  readonly kind: string;
  /** Which service told it; "desk" for what people entered. */
  readonly toldBy: string;
  /** When it was asked, ISO. */
  readonly at: string;
  readonly content: unknown;
};

/** An entry in its chain. */
export type LinkedEntry = {
  readonly number: number;
  readonly kind: string;
  readonly toldBy: string;
  readonly at: string;
  /** Canonical JSON of the content: these bytes are what is hashed. */
  readonly body: string;
  readonly bodyHash: string;
  /** Over the hash before and everything above: a change anywhere shows in every later hash. */
  readonly hash: string;
};

/** SHA-256 of a text in UTF-8, hex; node's, or a browser's. */
export type Digest = (text: string) => string;

/** Format of the pack; a reader refuses what it does not know. */
export const evidenceFormat = "whiteline-evidence-1";

/** Adds an entry to a chain. `before` is the hash of the last entry; the first starts from the subject. */
export const linkEvidence = (
  digest: Digest,
  before: string,
  number: number,
  { kind, toldBy, at, content }: EvidenceEntry,
): LinkedEntry => {
  const body = canonicalJson(content);
  const bodyHash = digest(body);
  const hash = digest(JSON.stringify([before, number, kind, toldBy, at, bodyHash]));
  return { number, kind, toldBy, at, body, bodyHash, hash };
};

/** Where the chain of a complaint starts: its format and id, so that no entry moves to another one. */
export const evidenceStart = (digest: Digest, complaintId: string): string =>
  digest(JSON.stringify([evidenceFormat, complaintId]));

/** Chains entries of a complaint in their order. */
export const chainEvidence = (
  digest: Digest,
  complaintId: string,
  entries: readonly EvidenceEntry[],
): readonly LinkedEntry[] => {
  const linked: LinkedEntry[] = [];
  let before = evidenceStart(digest, complaintId);
  for (const [index, entry] of entries.entries()) {
    const next = linkEvidence(digest, before, index + 1, entry);
    linked.push(next);
    before = next.hash;
  }
  return linked;
};

/** The hash that seals all entries; of an empty chain its start. */
export const rootOf = (digest: Digest, complaintId: string, linked: readonly LinkedEntry[]) =>
  linked.at(-1)?.hash ?? evidenceStart(digest, complaintId);

/** Every fault of a chain, in words; empty when it is whole. */
export const faultsOf = (
  digest: Digest,
  complaintId: string,
  linked: readonly LinkedEntry[],
  root: string,
): readonly string[] => {
  const faults: string[] = [];
  let before = evidenceStart(digest, complaintId);
  for (const [index, entry] of linked.entries()) {
    const { number, kind, toldBy, at, body, bodyHash, hash } = entry;
    const name = `entry ${index + 1} (${kind})`;
    if (number !== index + 1) faults.push(`${name} says it is number ${number}`);
    if (digest(body) !== bodyHash) faults.push(`${name} was changed: its content has another hash`);
    if (digest(JSON.stringify([before, number, kind, toldBy, at, bodyHash])) !== hash) {
      faults.push(`${name} does not follow the entry before it`);
    }
    before = hash;
  }
  if (rootOf(digest, complaintId, linked) !== root) {
    faults.push("the last entry is not the one that the root seals: entries are missing or added");
  }
  return faults;
};

/** JSON with sorted keys, so that the same content always has the same bytes; bigints as text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value ?? null));

const sorted = (value: unknown): unknown => {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, of]) => of !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, of]) => [key, sorted(of)]),
  );
};
