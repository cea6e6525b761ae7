import type { MarketPack } from "./schema/pack.js";

type Assignment = MarketPack["numbering"]["prefixes"][number];

/** Five digits name the operator at most (schema/numbering.ts), so a table of 10^5 bytes answers. */
const DEPTH = 5;

export type NumberPlan = ReturnType<typeof compileNumberPlan>;

const plans = new WeakMap<MarketPack, NumberPlan>();

/** The number plan of a pack, compiled once. */
export function numberPlanOf(pack: MarketPack): NumberPlan {
  const known = plans.get(pack);
  if (known !== undefined) return known;
  const plan = compileNumberPlan(pack.numbering);
  plans.set(pack, plan);
  return plan;
}

function compileNumberPlan(numbering: MarketPack["numbering"]) {
  const { countryCode, nationalMobileLength, mobileStartsWith, prefixes, legacyPrefixes } =
    numbering;
  const assignments: readonly (Assignment | undefined)[] = [undefined, ...prefixes];
  const table = tableOf(prefixes);
  const mobileFirst = Array.from({ length: 10 }, (_, digit) =>
    mobileStartsWith.includes(String(digit)),
  );
  const assignmentAt = (number: string, start: number): Assignment | undefined => {
    let index = 0;
    for (let i = start; i < start + DEPTH; i += 1) index = index * 10 + number.charCodeAt(i) - 48;
    return assignments[table[index] ?? 0];
  };

  return {
    countryCode,
    lead: `+${countryCode}`,
    longestLead: countryCode.length + 2,
    length: nationalMobileLength,
    isMobile: (firstDigit: number): boolean => mobileFirst[firstDigit] ?? false,
    /** Longest prefix of the significant number that begins at `start`; it has only digits. */
    assignmentAt,
    assignmentOf: (national: string): Assignment | undefined => assignmentAt(national, 0),
    /** A number with a withdrawn prefix under its present one; any other number as it is. */
    modernise: (significant: string): string => {
      if (significant.length !== nationalMobileLength + 1) return significant;
      const moved = legacyPrefixes.find(({ from }) => significant.startsWith(from));
      return moved === undefined ? significant : moved.to + significant.slice(moved.from.length);
    },
  };
}

/** For each five leading digits the place of the longest matching prefix, counted from 1; 0 = none. */
function tableOf(prefixes: readonly Assignment[]): Uint8Array | Uint16Array {
  const size = 10 ** DEPTH;
  const table = prefixes.length < 256 ? new Uint8Array(size) : new Uint16Array(size);
  const shortFirst = prefixes
    .map(({ prefix }, i) => ({ prefix, place: i + 1 }))
    .sort((a, b) => a.prefix.length - b.prefix.length);
  for (const { prefix, place } of shortFirst) {
    const width = 10 ** (DEPTH - prefix.length);
    const first = Number(prefix) * width;
    table.fill(place, first, first + width);
  }
  return table;
}
