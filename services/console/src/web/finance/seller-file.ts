import type { components } from "../api/gen/schema.js";

type CompanyFile = components["schemas"]["CompanyFile"];

const SECTORS = ["", "general", "qarz_al_hasaneh", "listed_company"] as const;

/** What of a provider's file can be changed; the rest of it is kept as it was read. */
export function sellerFile(read: CompanyFile) {
  const { identities: _, tenantId: __, sector: word, ...facts } = read;
  return { ...facts, sector: SECTORS.find((known) => known === word) ?? "" };
}
