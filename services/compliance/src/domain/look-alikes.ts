/**
 * Letters of other scripts that a reader takes for Latin ones (Unicode TR39, the single letters in common use), and
 * letters of Arabic, Urdu, Kurdish and Pashto that a reader takes for Persian ones. No market of ours writes Cyrillic
 * or Greek, so there such a letter hides a word from a rule.
 */
const latin: readonly (readonly [seen: string, others: string])[] = [
  ["a", "аαɑ"],
  ["b", "ЬвΒβƅ"],
  ["c", "сϲⅽ"],
  ["d", "ԁⅾ"],
  ["e", "еєεҽ"],
  ["f", "ϝғ"],
  ["g", "ɡց"],
  ["h", "һнΗ"],
  ["i", "іιɩӏⅰ"],
  ["j", "јϳ"],
  ["k", "кκ"],
  ["l", "ⅼΙ"],
  ["m", "мΜⅿ"],
  ["n", "пηո"],
  ["o", "оοσօ"],
  ["p", "рρ"],
  ["q", "ԛ"],
  ["r", "гᴦ"],
  ["s", "ѕꜱ"],
  ["t", "тτ"],
  ["u", "υцս"],
  ["v", "ѵν"],
  ["w", "ѡԝω"],
  ["x", "хχ"],
  ["y", "уγү"],
  ["z", "ᴢΖ"],
];
const persian: readonly (readonly [seen: string, others: string])[] = [
  ["ی", "يىېےێۍ"],
  ["ک", "كڪګ"],
  ["ه", "ةہھەۀۂ"],
  ["ا", "ٱ"],
  ["و", "ۆۇ"],
  ["ر", "ڕ"],
  ["ل", "ڵ"],
];

const table = (rows: typeof latin): ReadonlyMap<string, string> =>
  new Map(
    rows.flatMap(([seen, others]) =>
      Array.from(others).flatMap((other) => [
        [other, seen] as const,
        [other.toLowerCase(), seen] as const,
        [other.toUpperCase(), seen] as const,
      ]),
    ),
  );

/** What a letter of Cyrillic, Greek, Armenian or of letter-like signs looks like in Latin. */
export const latinLookAlikes = table(latin);
/** What a letter of a neighbour's alphabet looks like in Persian. */
export const persianLookAlikes = table(persian);

/** Letters that keyboards of Persian's neighbours write without anybody's meaning to hide something. */
export const KEYBOARD_VARIANTS = /[\u064a\u0649\u0643\u0629]/u;
