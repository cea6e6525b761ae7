import { inTransaction } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { ProviderTariff } from "../domain/provider-tariff.js";
import type { ProviderTariffStore } from "./provider-tariffs.js";

/** What was done with a list, and by whom. */
export type ListDeed = {
  readonly action:
    | "tariff.saved"
    | "tariff.proposed"
    | "tariff.activated"
    | "tariff.recalled"
    | "tariff.withdrawn";
  readonly by: string;
};

/** Writes a list and tells what was done with it, as one write. @returns whether nobody wrote it meanwhile. */
export const keepList =
  (
    connection: Connection,
    tariffs: ProviderTariffStore,
    tell: (session: ClientSession, list: ProviderTariff, deed: ListDeed) => Promise<void>,
  ) =>
  (list: ProviderTariff, readVersion: number, deed: ListDeed): Promise<boolean> =>
    inTransaction(connection, async (session) => {
      const isOurs = await tariffs.save(list, readVersion, session);
      if (isOurs) await tell(session, list, deed);
      return isOurs;
    });

export type KeepList = ReturnType<typeof keepList>;
