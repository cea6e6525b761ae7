import type { CallContext } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "lists" | "tokens">;

/** A sample of 500 numbers has some kilobytes; what is larger than a document is handed over separately. */
const mostBytes = 20 * 1024 * 1024;

/**
 * The file of an application's sample list, as it was uploaded; undefined when it is too large for a
 * dossier. Lists answers its tenant and services alone, so the caller must have judged who asks.
 */
export async function fetchSample(
  { lists, tokens }: Needs,
  { tenantId, importId }: { readonly tenantId: string; readonly importId: string },
  { signal }: CallContext,
): Promise<Buffer | undefined> {
  const options = { ...(await tokens.forTenant(tenantId)), signal };
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const { data } of lists.downloadSample({ importId }, options)) {
    size += data.length;
    if (size > mostBytes) return undefined;
    pieces.push(data);
  }
  return Buffer.concat(pieces);
}
