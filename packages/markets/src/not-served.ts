import type { MarketPackData } from "./schema/pack.js";

/**
 * SMPP's own word for a number that the operator does not take, the same in every market. What receipts carry in `err` is
 * each operator's own and says less.
 */
export const notServed = [
  {
    code: "0x0000000B",
    source: "SMPP 3.4 §5.1.3, ESME_RINVDSTADR",
    basis: "interpretation",
    note: "Speaks against the operator; who serves the number it does not say.",
  },
] satisfies MarketPackData["numbering"]["notServed"];
