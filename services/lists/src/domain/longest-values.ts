import { eitherExtent, extentOf, type Extent } from "@whiteline/sms";

/** The longest values of a column: of each kind of characters that a value has, each measure at its largest. */
export type LongestValues = readonly Extent[];

/** Gathers the longest values of a column as they come by; it grows with the kinds there are, not with the values. */
export function longestValues() {
  const byKind = new Map<number, Extent>();

  const add = (extent: Extent): void => {
    const known = byKind.get(extent.kind);
    if (known === undefined) byKind.set(extent.kind, extent);
    else if (isBeyond(extent, known)) byKind.set(extent.kind, eitherExtent(known, extent));
  };

  return {
    add,
    /** A blank value reaches no text: who has none is given a constant, or left out. */
    addValue(value: string): void {
      if (value.trim() !== "") add(extentOf(value));
    },
    all: (): LongestValues => [...byKind.values()],
  };
}

const isBeyond = (one: Extent, known: Extent): boolean =>
  measures.some((measure) => one[measure] > known[measure]);

const measures = [
  ...(["kind", "units", "pairs", "septets", "escapes"] as const),
  ...(["lockingSeptets", "lockingEscapes", "chars"] as const),
] as const;

/** As they are stored: four bytes little-endian for each measure. */
export function packLongest(longest: LongestValues): Buffer {
  const bytes = Buffer.alloc(longest.length * ROW_BYTES);
  longest.forEach((extent, row) => {
    measures.forEach((measure, i) => {
      bytes.writeUInt32LE(extent[measure], row * ROW_BYTES + i * MEASURE_BYTES);
    });
  });
  return bytes;
}

export function unpackLongest(bytes: Uint8Array): LongestValues {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.byteLength / ROW_BYTES) }, (_, row) => {
    const at = (measure: (typeof measures)[number]): number =>
      view.getUint32(row * ROW_BYTES + measures.indexOf(measure) * MEASURE_BYTES, true);
    return {
      ...{ kind: at("kind"), units: at("units"), pairs: at("pairs"), chars: at("chars") },
      ...{ septets: at("septets"), escapes: at("escapes") },
      ...{ lockingSeptets: at("lockingSeptets"), lockingEscapes: at("lockingEscapes") },
    };
  });
}

const MEASURE_BYTES = 4;
const ROW_BYTES = measures.length * MEASURE_BYTES;
