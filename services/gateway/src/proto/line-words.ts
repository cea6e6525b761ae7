import {
  ApplicantKind,
  LineStatus,
  LineType,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";

/** The contract's words for lines, in the API's spelling. */

export const kinds = { natural: ApplicantKind.NATURAL, legal: ApplicantKind.LEGAL } as const;
export const types = { service: LineType.SERVICE, advertising: LineType.ADVERTISING } as const;

export const typeNames = {
  [LineType.SERVICE]: "service",
  [LineType.ADVERTISING]: "advertising",
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
