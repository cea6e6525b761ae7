import { createHash } from "node:crypto";
import type { ImportFileRequest } from "@whiteline/contracts/lists/v1/lists";
import { changedFields, type TellTrail } from "@whiteline/events";
import {
  DomainError,
  inTransaction,
  type Bell,
  type connectMongo,
  type Envelope,
  type Ports,
} from "@whiteline/service-kit";
import { fileLimits } from "./domain/file-limits.js";
import { fileRefusal } from "./domain/file-refusal.js";
import type { Import } from "./domain/import.js";
import { toFileAnnouncement, type FileAnnouncement } from "./proto.js";
import type { FileStore } from "./store/files.js";
import { requestIdReused, type ImportStore } from "./store/imports.js";
import type { ListStore } from "./store/lists.js";

type Deps = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly tellTrail: TellTrail;
  readonly imports: ImportStore;
  readonly lists: ListStore;
  readonly files: FileStore;
  readonly envelope: Envelope;
  /** Rung when a file has arrived whole. */
  readonly arrivals: Bell;
};

/**
 * Takes a file as it arrives, seals it and answers when every byte is durable; what breaks off is removed. The same
 * request id with the same bytes answers with the import it made.
 * @throws DomainError HEADER_MISSING, LIST_UNKNOWN, FILE_TOO_LARGE, REQUEST_ID_REUSED, UPLOAD_SUPERSEDED
 */
export async function receiveFile(
  parts: AsyncIterable<ImportFileRequest>,
  sender: { readonly tenantId: string; readonly market: string; readonly madeBy: string },
  deps: Deps,
): Promise<Import> {
  const { imports, files, envelope, arrivals, now, newId } = deps;
  const arriving = parts[Symbol.asyncIterator]();
  const announced = await readAnnouncement(arriving);
  await requireList(deps.lists, sender.tenantId, announced);

  const fileId = newId();
  const opened = await imports.open({
    importId: newId(),
    ...sender,
    fileId,
    receivedAt: now(),
    ...announced,
  });
  const measured = measure(arriving);
  if (opened.kind === "known") {
    const again = await measured.read();
    if (opened.fileDigest !== undefined && again !== opened.fileDigest) throw requestIdReused();
    return opened.import;
  }
  const { importId, staleFileId } = opened;
  if (staleFileId !== null) await files.remove(staleFileId);

  const { header: fileHeader, stream } = envelope.sealStream();
  try {
    await files.put(fileId, measured.bytes, stream);
  } catch (error) {
    await files.remove(fileId);
    await imports.forget(importId, fileId);
    throw error;
  }
  const [bytes, fileDigest] = [measured.total(), measured.digest()];
  const at = now();
  const received = await inTransaction(deps.connection, async (session) => {
    const file = { fileId, fileHeader, bytes, fileDigest, at };
    const whole = await imports.receive(session, importId, file);
    const { operation, state } = whole;
    const { tenantId, madeBy: actor } = sender;
    const entryId = `import:${importId}:received`;
    const what = { action: "import.received", subject: `import:${importId}` };
    const after = { list: whole.listId ?? "", operation, state };
    const about = { entryId, tenantId, providerId: "", actor, at };
    await deps.tellTrail(session, { ...about, ...what, ...changedFields({}, after) });
    return whole;
  });
  arrivals.ring();
  return received;
}

type Parts = AsyncIterator<ImportFileRequest>;

async function readAnnouncement(parts: Parts): Promise<FileAnnouncement> {
  const first = await parts.next();
  if (first.done !== true && first.value.part?.$case === "header")
    return toFileAnnouncement(first.value.part.value);
  throw new DomainError(
    "invalid",
    "HEADER_MISSING",
    "The first message of an upload is its header.",
  );
}

async function requireList(
  lists: ListStore,
  tenantId: string,
  { listId }: FileAnnouncement,
): Promise<void> {
  if (listId === null || (await lists.get(tenantId, listId)) !== undefined) return;
  throw new DomainError("not_found", "LIST_UNKNOWN", "The list is not one of this tenant.", {
    remedy: "Create the list first, then import into it.",
  });
}

function measure(parts: Parts) {
  let total = 0;
  const hash = createHash("sha256");
  async function* pass(): AsyncGenerator<Uint8Array> {
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
      const { part } = next.value;
      if (part?.$case !== "data") {
        throw new DomainError("invalid", "HEADER_REPEATED", "After the header only bytes follow.");
      }
      total += part.value.length;
      if (total > fileLimits.bytes) {
        const { code, rule, remedy } = fileRefusal("FILE_TOO_LARGE");
        throw new DomainError("invalid", code, rule, { remedy });
      }
      hash.update(part.value);
      yield part.value;
    }
  }
  return {
    bytes: pass(),
    total: () => total,
    digest: () => hash.digest("hex"),
    /** The digest of what arrives, which is kept nowhere. */
    async read(): Promise<string> {
      for await (const _ of pass());
      return hash.digest("hex");
    },
  };
}
