import { createEnvelope } from "@whiteline/service-kit";
import type { Connection } from "mongoose";
import type { NameParties } from "../name-parties.js";
import { invoiceStore } from "./invoices.js";

const key = Buffer.alloc(32, 7);
const envelope = createEnvelope({ current: "k1", keys: { k1: key } });

/** Papers of a test's own database. */
export const openPapers = (connection: Connection, tell: () => Promise<void>) =>
  invoiceStore(connection, { tell, envelope });

/** Who sells and buys in tests. */
export const nameParties: NameParties = async ({ tenantId, providerId }) => {
  const party = (name: string) => ({ name, address: "", taxOffice: "", numbers: [] });
  return { seller: party(providerId), buyer: party(tenantId) };
};
