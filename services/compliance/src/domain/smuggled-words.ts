import type { MarketPack } from "@whiteline/markets";
import { classifyText, type ContentClass } from "./content-class.js";
import { findStructure } from "./content-structure.js";
import type { FoundValue } from "./template-match.js";
import { normaliseText } from "./text-normalisation.js";

/**
 * What the values of a template say that its body does not, when it advertises or hides a word; undefined when they
 * say nothing of that kind.
 */
export const findSmuggled = (
  pack: MarketPack,
  values: readonly FoundValue[],
): ContentClass | undefined => {
  const free = values.flatMap(({ type, value }) => (type === "text" ? [value] : []));
  if (free.length > 0) {
    const said = classifyText(pack, free.join("\n"));
    if (said.advertising || said.disguises.length > 0) return said;
  }
  const written = values.flatMap(readableOf);
  if (written.length === 0) return undefined;
  const said = classifyText(pack, written.join("\n"));
  return said.advertising ? said : undefined;
};

/** So few letters say nothing. */
const SAYS_SOMETHING = /(?:\p{L}[^\p{L}]*){3}/u;
const HOST = /^(?:https?:\/\/)?[^/?#]+/u;

/**
 * The words that a code or link shows its reader: parted by its signs, and where small letters, capitals and digits
 * meet. The host of a link is somebody's name, as long as it ends like one [derived].
 */
const readableOf = ({ type, value }: FoundValue): readonly string[] => {
  if (type !== "code" && type !== "link") return [];
  const isHosted = type === "link" && findStructure("link", normaliseText(value)) !== undefined;
  const shown = isHosted ? value.replace(HOST, "") : value;
  if (!SAYS_SOMETHING.test(shown)) return [];
  const parted = shown
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, " ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ");
  // Also as it stands, so that letters that are parted one by one are put together.
  return [parted, shown];
};
