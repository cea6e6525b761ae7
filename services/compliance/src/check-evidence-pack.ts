import { z } from "zod";
import { evidenceFormat, faultsOf, type LinkedEntry } from "./domain/evidence-chain.js";
import { sha256 } from "./evidence-digest.js";

const manifestShape = z.strictObject({
  format: z.literal(evidenceFormat),
  complaintId: z.string().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  entries: z.array(
    z.strictObject({
      number: z.number(),
      kind: z.string(),
      toldBy: z.string(),
      at: z.string(),
      bodyHash: z.string(),
      hash: z.string(),
      file: z.string(),
    }),
  ),
});

export type CheckedPack = {
  readonly complaintId: string;
  readonly root: string;
  readonly entries: number;
  /** In words; empty when the pack is whole. */
  readonly faults: readonly string[];
};

/** Files of a pack that prove nothing themselves. */
const beside = new Set(["README.txt", "chain.json"]);

/**
 * Checks the files of an evidence pack: every entry by its hash, the chain, that nothing is missing or
 * added, and the root against the one that the desk shows, if it is given.
 */
export const checkEvidencePack = (
  files: ReadonlyMap<string, string>,
  knownRoot?: string,
): CheckedPack => {
  const nothing = { complaintId: "", root: "", entries: 0 };
  const manifest = readManifest(files.get("chain.json"));
  if (typeof manifest === "string") return { ...nothing, faults: [manifest] };
  const { complaintId, root, entries } = manifest;
  const missing = entries.filter(({ file }) => !files.has(file)).map(({ file }) => file);
  const named = new Set(entries.map(({ file }) => file));
  const added = [...files.keys()].filter((file) => !named.has(file) && !beside.has(file));
  const linked: readonly LinkedEntry[] = entries.map(({ file, ...entry }) => ({
    ...entry,
    body: files.get(file) ?? "",
  }));
  return {
    complaintId,
    root,
    entries: entries.length,
    faults: [
      ...missing.map((file) => `${file} is missing`),
      ...added.map((file) => `${file} is in no chain`),
      ...faultsOf(sha256, complaintId, linked, root),
      ...(knownRoot === undefined || knownRoot === root
        ? []
        : [`the root is ${root}, the desk shows ${knownRoot}: the pack was made anew`]),
    ],
  };
};

const readManifest = (text: string | undefined): z.output<typeof manifestShape> | string => {
  if (text === undefined) return "chain.json is missing: this is no evidence pack";
  try {
    const parsed = manifestShape.safeParse(JSON.parse(text));
    return parsed.success
      ? parsed.data
      : `chain.json cannot be read: ${z.prettifyError(parsed.error)}`;
  } catch {
    return "chain.json is not JSON";
  }
};
