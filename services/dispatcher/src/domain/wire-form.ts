import {
  buildUdh,
  fitsLatin1,
  packSeptets,
  parseUdh,
  readConcat,
  type ConcatInfo,
  type SmsPart,
} from "@whiteline/sms";

/** How an operator takes the parts on one of its accounts. */
export type PartForm = {
  /** Septets of the default alphabet one per octet, or packed as on the air. */
  readonly septets: "unpacked" | "packed";
  /**
   * Where the place of a part in a long message stands: in its header, or beside it in `sar_*` parameters. `payload`:
   * nowhere, the operator gets the whole text and cuts it; a part that goes alone has its header.
   */
  readonly concat: "8bit" | "16bit" | "sar" | "payload";
  /** What the operator reads data coding 0 as: the alphabet of GSM, or Latin-1 one character per octet. */
  readonly defaultAlphabet: "gsm" | "latin1";
};

/** A part as it goes out. */
export type Wired = {
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly octets: Uint8Array;
  /** Undefined: no `sar_*` parameters. */
  readonly sar: ConcatInfo | undefined;
};

const UDHI = 0x40;
/** Bit of the data coding by which UCS-2 and flash UCS-2 differ from septets. */
const UCS2 = 0x08;
/** Elements of the header that say which part it is [3GPP TS 23.040, 9.2.3.24.1 and .8]. */
const CONCATENATION: ReadonlySet<number> = new Set([0x00, 0x08]);

/**
 * A part as an operator takes it. Undefined: it has a character that this operator's default alphabet lacks, and nothing
 * is sent rather than rubbish. The cut is the same for every form, so that it costs the parts that were paid. Pure: the
 * same for every attempt.
 */
export const wireForm = (part: SmsPart, form: PartForm): Wired | undefined => {
  const { header, sar, hasNational } = headerOf(part, form);
  const text = part.userData.subarray(part.udhLength);
  const head = { esmClass: header.length > 0 ? UDHI : 0, dataCoding: part.dataCoding, sar };
  const joined = (body: Uint8Array): Wired => ({ ...head, octets: Buffer.concat([header, body]) });
  // A national table is one of GSM's own, whatever data coding 0 is read as.
  if (part.dataCoding === 0 && !hasNational && form.defaultAlphabet === "latin1") {
    return fitsLatin1(part.text) ? joined(Buffer.from(part.text, "latin1")) : undefined;
  }
  if (form.septets === "unpacked" || (part.dataCoding & UCS2) !== 0) {
    return sar === undefined ? { ...head, octets: part.userData } : joined(text);
  }
  return joined(packSeptets(text, header.length));
};

/** All parts of a message as one, for an operator that cuts it itself: with what their header says beside the place. */
export const wholeText = (parts: readonly [SmsPart, ...SmsPart[]]): SmsPart => {
  const [first] = parts;
  const { header } = headerOf(first, { concat: "sar" });
  const bodies = parts.map(({ userData, udhLength }) => userData.subarray(udhLength));
  return {
    userData: Buffer.concat([header, ...bodies]),
    udhLength: header.length,
    hasUdh: header.length > 0,
    dataCoding: first.dataCoding,
    text: parts.map(({ text }) => text).join(""),
  };
};

/** Recipients of whose parts one cannot go out in this form: their other parts may not either. Pure. */
export const unsendable = (
  parts: readonly { readonly recipient: number; readonly content: SmsPart }[],
  form: PartForm,
): ReadonlySet<number> =>
  // Only Latin-1 lacks anything.
  form.defaultAlphabet === "gsm"
    ? new Set()
    : new Set(
        parts.flatMap(({ recipient, content }) =>
          wireForm(content, form) === undefined ? [recipient] : [],
        ),
      );

type Header = {
  readonly header: Uint8Array;
  readonly sar: ConcatInfo | undefined;
  readonly hasNational: boolean;
};

/** The header that travels with the text, and what of it travels beside. */
const headerOf = (
  { userData, udhLength, hasUdh }: SmsPart,
  { concat }: Pick<PartForm, "concat">,
): Header => {
  const whole = userData.subarray(0, udhLength);
  const read = hasUdh ? parseUdh(userData) : undefined;
  if (read?.kind !== "ok") return { header: whole, sar: undefined, hasNational: false };
  const rest = read.elements.filter(({ id }) => !CONCATENATION.has(id));
  const hasNational = rest.length > 0;
  const place = readConcat(read.elements);
  if (concat !== "sar" || place === undefined)
    return { header: whole, sar: undefined, hasNational };
  const built = rest.length === 0 ? undefined : buildUdh(rest);
  return {
    header: built?.kind === "ok" ? built.octets : new Uint8Array(),
    sar: place,
    hasNational,
  };
};
