import type { MarketPack } from "@whiteline/markets";

export type Structure = NonNullable<
  NonNullable<MarketPack["content"]["signals"][number]["structure"]>
>;

/** Marks of a text that are no words; each finds at most one, in the normalised text with its signs. */
const structures: Readonly<Record<Structure, RegExp>> = {
  percent: /[0-9]{1,3} ?[%٪]|[%٪] ?[0-9]{1,3}/u,
  link: /https?:\/\/\S+|www\.\S+|(?<![a-z0-9@.-])[a-z0-9-]{2,}(?:\.[a-z0-9-]{2,})*\.(?:com|net|org|info|shop|app|io|co|ir|tr|vn|link|ly|me|biz|online|site|store|xyz)(?![a-z0-9])\S*/u,
  exclamation: /[!¡]/u,
  clock: /(?<![0-9])[0-2]?[0-9](?::|h)[0-5][0-9](?![0-9])/u,
  reference: /(?<![0-9.,])[0-9]{4,}(?![0-9]*[.,][0-9])/u,
};

/** What of the structure stands in a normalised text; undefined when it does not. */
export const findStructure = (structure: Structure, normalised: string): string | undefined =>
  structures[structure].exec(normalised)?.[0];
