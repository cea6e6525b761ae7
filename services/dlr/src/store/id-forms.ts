import type { Connection } from "mongoose";

type FormDocument = { _id: string; form: string };

/** How each account declared the ids of its receipts when the last of them came. */
export const idFormStore = (connection: Connection) => {
  const forms = connection.collection<FormDocument>("id_forms");
  return {
    all: async (): Promise<ReadonlyMap<string, string>> =>
      new Map((await forms.find().toArray()).map(({ _id, form }) => [_id, form])),

    keep: async (account: string, form: string): Promise<void> => {
      await forms.updateOne({ _id: account }, { $set: { form } }, { upsert: true });
    },
  };
};

export type IdFormStore = ReturnType<typeof idFormStore>;
