import { isIdForm, normaliseId } from "@whiteline/smpp";
import type { Receipt } from "./domain/apply-receipts.js";
import { operatorKey, readKey } from "./domain/chunk-outcome.js";
import type { IdFormStore } from "./store/id-forms.js";
import type { OrphanStore } from "./store/orphans.js";

/**
 * The form in which each account declares the ids of its receipts now. A receipt that found no part is looked for by that,
 * whatever the form was when it came; when an account changes its form, all that wait are tried anew, the given up ones too.
 */
export const openIdForms = async ({
  forms,
  orphans,
  now,
}: {
  readonly forms: IdFormStore;
  readonly orphans: Pick<OrphanStore, "tryAgain">;
  readonly now: () => Date;
}) => {
  const known = new Map(await forms.all());
  return {
    /** What a batch of receipts says of its account. Asks nothing of the store while that is what is known. */
    hear: async (account: string, form: string): Promise<void> => {
      const before = known.get(account);
      if (form === before || !isIdForm(form)) return;
      // The first word of an account changes nothing. It is kept last: who dies in between tries again.
      if (before !== undefined) await orphans.tryAgain(account, now());
      await forms.keep(account, form);
      known.set(account, form);
    },

    /** The receipt under the key that its account's form of now gives it; the same one where nothing differs. */
    rekeyed: (receipt: Receipt): Receipt => {
      const { account, operatorId } = readKey(receipt.key);
      const form = known.get(account) ?? "";
      if (!isIdForm(form)) return receipt;
      const key = operatorKey(account, normaliseId(receipt.rawId ?? operatorId, form));
      return key === receipt.key
        ? receipt
        : { ...receipt, key, rawId: receipt.rawId ?? operatorId };
    },
  };
};

export type IdForms = Awaited<ReturnType<typeof openIdForms>>;
