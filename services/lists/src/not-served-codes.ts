import { markets } from "@whiteline/markets";

/** By which operators say that a number is not theirs. A code means the same in every market: it is the protocol's. */
export const notServedCodes: ReadonlySet<string> = new Set(
  markets.codes.flatMap((code) => markets.get(code).numbering.notServed.map((each) => each.code)),
);
