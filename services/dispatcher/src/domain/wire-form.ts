import { packSeptets, type SmsPart } from "@whiteline/sms";

export type SeptetForm = "unpacked" | "packed";

const UDHI = 0x40;
/** Bit of the data coding by which UCS-2 and flash UCS-2 differ from septets. */
const UCS2 = 0x08;

/**
 * A part as an operator takes it: septets one per octet, or packed as on the air, behind the header
 * with its fill bits. Pure: the same for every attempt.
 */
export const wireForm = (
  { userData, udhLength, dataCoding, hasUdh }: SmsPart,
  septets: SeptetForm,
): { readonly esmClass: number; readonly dataCoding: number; readonly octets: Uint8Array } => {
  const head = { esmClass: hasUdh ? UDHI : 0, dataCoding };
  if (septets === "unpacked" || (dataCoding & UCS2) !== 0) return { ...head, octets: userData };
  const packed = packSeptets(userData.subarray(udhLength), udhLength);
  const octets = new Uint8Array(udhLength + packed.length);
  octets.set(userData.subarray(0, udhLength));
  octets.set(packed, udhLength);
  return { ...head, octets };
};
