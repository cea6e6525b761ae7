import { inTransaction } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { ProviderTariff } from "../domain/provider-tariff.js";
import type { ProviderTariffStore } from "./provider-tariffs.js";

/** Puts a list in force and tells it, as one write. @returns whether nobody wrote it meanwhile. */
export const activateList =
  (
    connection: Connection,
    tariffs: ProviderTariffStore,
    tell: (session: ClientSession, list: ProviderTariff) => Promise<void>,
  ) =>
  (list: ProviderTariff, readVersion: number): Promise<boolean> =>
    inTransaction(connection, async (session) => {
      const isOurs = await tariffs.save(list, readVersion, session);
      if (isOurs) await tell(session, list);
      return isOurs;
    });

export type ActivateList = ReturnType<typeof activateList>;
