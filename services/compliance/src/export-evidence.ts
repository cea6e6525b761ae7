import { PassThrough, type Readable } from "node:stream";
import type { ExportEvidenceResponse } from "@whiteline/contracts/compliance/v1/complaints";
import { ZipFile } from "yazl";
import type { Complaint } from "./domain/complaint.js";
import { evidenceFormat, type LinkedEntry } from "./domain/evidence-chain.js";

/** A pack is read by people, too: how it is checked stands in it. */
const readme = (root: string): string => `Evidence pack (${evidenceFormat})

entries/NNN-kind.json  one thing that proves something, as canonical JSON
chain.json             every entry with its hash, chained to the one before

bodyHash = SHA-256 of the entry's bytes
hash     = SHA-256 of the JSON array [hash before, number, kind, toldBy, at, bodyHash];
           the first follows SHA-256 of the JSON array [format, complaintId]
root     = hash of the last entry: ${root}

Check it with \`npm run verify-evidence -- FILE --root ROOT\`, where ROOT is the one that the complaint
shows at the desk: a pack whose hashes were all made anew has another root.
`;

/** The archive of a complaint's evidence, the same bytes for the same evidence. */
export async function* exportEvidence(
  { complaintId, evidence, openedAt }: Complaint,
  chain: readonly LinkedEntry[],
): AsyncGenerator<ExportEvidenceResponse> {
  const zip = new ZipFile();
  const options = { mtime: openedAt, compress: true };
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name, options);
  add("README.txt", readme(evidence.rootHash));
  const entries = chain.map(({ body: _body, ...entry }) => ({ ...entry, file: fileOf(entry) }));
  const manifest = { format: evidenceFormat, complaintId, root: evidence.rootHash, entries };
  add("chain.json", `${JSON.stringify(manifest, null, 2)}\n`);
  for (const entry of chain) add(fileOf(entry), entry.body);
  zip.end();
  const bytes: Readable = zip.outputStream.pipe(new PassThrough());
  for await (const data of bytes) yield { data: toBytes(data) };
}

const fileOf = ({ number, kind }: Pick<LinkedEntry, "number" | "kind">): string =>
  `entries/${String(number).padStart(3, "0")}-${kind}.json`;

const toBytes = (piece: unknown): Buffer => {
  if (Buffer.isBuffer(piece)) return piece;
  throw new TypeError("a zip stream gives bytes");
};
