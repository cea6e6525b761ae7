import { setTimeout as pause } from "node:timers/promises";
import type {
  ImportsServiceImplementation,
  PreviewImportResponse,
} from "@whiteline/contracts/lists/v1/imports";
import { VariableKind } from "@whiteline/contracts/lists/v1/lists";
import type { TellTrail } from "@whiteline/events";
import {
  actorOf,
  DomainError,
  inTransaction,
  principalOf,
  requireTenant,
  type Bell,
  type CallContextExt,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import type { Mapping } from "./domain/columns.js";
import type { Import } from "./domain/import.js";
import type { Opening } from "./open-file.js";
import { previewImport, type ImportPreview } from "./preview-import.js";
import { fromImport, fromKind, toChoices, toOperation } from "./proto.js";
import type { ImportStore } from "./store/imports.js";

type Deps = Opening &
  Pick<Ports, "now"> & {
    readonly connection: Awaited<ReturnType<typeof connectMongo>>;
    readonly imports: ImportStore;
    readonly tellTrail: TellTrail;
    /** Rung when an import may be read. */
    readonly arrivals: Bell;
  };

const LOOK_MS = 300;
const LISTED = 20;
const MOST_LISTED = 100;

/** A file between its upload and its end. */
export function importsService(deps: Deps): ImportsServiceImplementation<CallContextExt> {
  const { imports, files, arrivals, connection, tellTrail, now } = deps;

  return {
    async previewImport({ importId, numberColumn, columns }, context) {
      const tenantId = requireTenant(context);
      const mapping = { numberColumn, columns: toChoices(columns) };
      return fromPreview(
        await previewImport(deps, { tenantId, importId }, mapping, context.signal),
      );
    },

    async startImport({ importId, numberColumn, columns, operation }, context) {
      const tenantId = requireTenant(context);
      const mapping = { numberColumn, columns: toChoices(columns) };
      await checkMapping(deps, { tenantId, importId }, mapping, context.signal);
      const word = {
        askedColumn: numberColumn,
        columns: mapping.columns,
        operation: toOperation(operation),
      };
      const started = await inTransaction(connection, async (session) => {
        const answer = await imports.start(session, tenantId, importId, word);
        if (answer.isNew) {
          const after = { operation: answer.import.operation };
          const deed = deedOf(answer.import, "begun", context, now());
          await tellTrail(session, { ...deed, action: "import.begun", after });
        }
        return answer.import;
      });
      arrivals.ring();
      return { import: fromImport(started) };
    },

    async cancelImport({ importId }, context) {
      const tenantId = requireTenant(context);
      const at = now();
      const given = await inTransaction(connection, async (session) => {
        const answer = await imports.cancel(session, tenantId, importId, at);
        const deed = deedOf(answer.import, "cancelled", context, at);
        if (answer.isNew) await tellTrail(session, { ...deed, action: "import.cancelled" });
        return answer;
      });
      await files.remove(given.fileId);
      return { import: fromImport(given.import) };
    },

    async *watchImport({ importId }, context) {
      const tenantId = requireTenant(context);
      let told = "";
      for (;;) {
        const found = await imports.get(tenantId, importId);
        if (found === undefined) {
          throw new DomainError(
            "not_found",
            "IMPORT_UNKNOWN",
            "The import is not one of this tenant.",
          );
        }
        const { state, rowsRead, progressBps } = found;
        const look = `${state} ${rowsRead} ${progressBps}`;
        if (look !== told) yield { import: fromImport(found) };
        told = look;
        if (state === "finished" || state === "refused" || state === "cancelled") return;
        await pause(LOOK_MS, undefined, { signal: context.signal });
      }
    },

    async listImports({ listId, limit }, context) {
      const most = limit <= 0 ? LISTED : Math.min(limit, MOST_LISTED);
      const found = await imports.all(requireTenant(context), listId === "" ? null : listId, most);
      return { imports: found.map(fromImport) };
    },
  };
}

/**
 * Refuses a word on the columns that the file does not fit while the file is still held, so that a slip costs no upload.
 * What is no longer held is answered by whoever starts it.
 * @throws DomainError IMPORT_UNKNOWN, or the file's refusal
 */
async function checkMapping(
  deps: Deps,
  which: { readonly tenantId: string; readonly importId: string },
  mapping: Mapping,
  signal: AbortSignal,
): Promise<void> {
  if (mapping.numberColumn === "" && mapping.columns.length === 0) return;
  try {
    await previewImport(deps, which, mapping, signal);
  } catch (error) {
    if (!(error instanceof DomainError && error.reason === "IMPORT_NOT_HELD")) throw error;
  }
}

/** What every entry of the audit trail about a step of an import says. An import goes through each step once. */
function deedOf(
  { importId, tenantId }: Import,
  step: "begun" | "cancelled",
  context: CallContextExt,
  at: Date,
) {
  const subject = `import:${importId}`;
  const about = { tenantId, providerId: "", actor: actorOf(principalOf(context)), at };
  return { entryId: `${subject}:${step}`, subject, ...about };
}

function fromPreview(preview: ImportPreview): PreviewImportResponse {
  return {
    ...preview,
    titleRow: BigInt(preview.titleRow),
    columns: preview.columns.map(({ kind, samples, ...column }) => ({
      ...column,
      samples: [...samples],
      kind: kind === null ? VariableKind.UNSPECIFIED : fromKind(kind),
    })),
  };
}
