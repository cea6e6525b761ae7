import type { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import type { Client, ServiceTokens } from "@whiteline/service-kit";

export type JournalDependencies = {
  readonly dispatcher: Pick<Client<typeof DispatcherServiceDefinition>, "countAccepted">;
  readonly tokens: Pick<ServiceTokens, "forTenant">;
};

/** What the dispatcher answers at a time. */
const CHUNKS_AT_ONCE = 100;

/** Adds to a tenant's chunks how many of their parts the journal of submits has as accepted, asked for many at once. */
export async function* withJournal<Chunk extends { readonly chunkId: string }>(
  it: JournalDependencies,
  tenantId: string,
  chunks: AsyncIterable<Chunk>,
): AsyncGenerator<Chunk & { readonly journalParts: bigint }> {
  const added = async (page: readonly Chunk[]) => {
    const chunkIds = page.map(({ chunkId }) => chunkId);
    const asked = await it.tokens.forTenant(tenantId);
    const { partsAccepted } = await it.dispatcher.countAccepted({ chunkIds }, asked);
    return page.map((chunk, i) => {
      const parts = partsAccepted[i];
      if (parts === undefined) throw new Error("the dispatcher left a chunk without an answer");
      return { ...chunk, journalParts: BigInt(parts) };
    });
  };
  let page: Chunk[] = [];
  for await (const chunk of chunks) {
    page.push(chunk);
    if (page.length < CHUNKS_AT_ONCE) continue;
    yield* await added(page);
    page = [];
  }
  if (page.length > 0) yield* await added(page);
}
