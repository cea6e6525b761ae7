/** SMPP 3.4 §5.2.5 and §5.2.6: a name is alphanumeric and belongs to no numbering plan. */
const ALPHANUMERIC_TON = 5;
const UNKNOWN_NPI = 0;

/** The source address: a number as the account writes numbers, anything with another character as a name. */
export const senderAddress = (
  sender: string,
  { sourceTon, sourceNpi }: { readonly sourceTon: number; readonly sourceNpi: number },
): { readonly addr: string; readonly ton: number; readonly npi: number } =>
  /^\+?\d+$/u.test(sender)
    ? { addr: sender, ton: sourceTon, npi: sourceNpi }
    : { addr: sender, ton: ALPHANUMERIC_TON, npi: UNKNOWN_NPI };
