import {
  ApplicantKind,
  LineStatus,
  LineType,
  SenderKind,
  SenderOrigin,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";

/** The contract's words for lines, in the API's spelling. */

export const kinds = { natural: ApplicantKind.NATURAL, legal: ApplicantKind.LEGAL } as const;
export const types = {
  service: LineType.SERVICE,
  advertising: LineType.ADVERTISING,
  any: LineType.ANY,
} as const;

export const typeNames = {
  [LineType.SERVICE]: "service",
  [LineType.ADVERTISING]: "advertising",
  [LineType.ANY]: "any",
  [LineType.UNSPECIFIED]: "unknown",
  [LineType.UNRECOGNIZED]: "unknown",
} as const satisfies Record<LineType, string>;

export const statusNames = {
  [LineStatus.ACTIVE]: "active",
  [LineStatus.SUSPENDED]: "suspended",
  [LineStatus.REMOVED]: "removed",
  [LineStatus.EXPIRED]: "expired",
  [LineStatus.UNSPECIFIED]: "unknown",
  [LineStatus.UNRECOGNIZED]: "unknown",
} as const satisfies Record<LineStatus, string>;

export const kindNames = {
  [SenderKind.NUMBER]: "number",
  [SenderKind.TITLE]: "title",
  [SenderKind.BRANDNAME]: "brandname",
  [SenderKind.SHARED]: "shared",
  [SenderKind.UNSPECIFIED]: "unknown",
  [SenderKind.UNRECOGNIZED]: "unknown",
} as const satisfies Record<SenderKind, string>;

export const originNames = {
  [SenderOrigin.CHOSEN]: "chosen",
  [SenderOrigin.HELD]: "held",
  [SenderOrigin.DRAWN]: "drawn",
  [SenderOrigin.COMMON]: "common",
  [SenderOrigin.UNSPECIFIED]: "unknown",
  [SenderOrigin.UNRECOGNIZED]: "unknown",
} as const satisfies Record<SenderOrigin, string>;
