/**
 * What a caller does about a command_status (peers.md §3.3):
 * - `ok`: accepted.
 * - `retry_soon`: a passing fault of the peer; try again, a bounded number of times.
 * - `throttled`: we are too fast; slow down, try again, count no attempt.
 * - `final`: this message will never be taken as it is.
 * - `rebind`: the peer does not take the link for what it is; the message is innocent, a new bind cures it.
 * - `stop_bind`: the account itself is refused; stop binding and raise an alarm.
 * - `in_doubt`: it may have been taken in spite of the answer. No status of the specification says so by
 *   itself; an operator's profile may.
 */
export const statusClasses = [
  "ok",
  "retry_soon",
  "throttled",
  "final",
  "rebind",
  "stop_bind",
  "in_doubt",
] as const;
export type StatusClass = (typeof statusClasses)[number];

/** Every command_status of SMPP 3.4 §5.1.3 by its name. */
export const STATUS = {
  ESME_ROK: 0x00,
  ESME_RINVMSGLEN: 0x01,
  ESME_RINVCMDLEN: 0x02,
  ESME_RINVCMDID: 0x03,
  ESME_RINVBNDSTS: 0x04,
  ESME_RALYBND: 0x05,
  ESME_RINVPRTFLG: 0x06,
  ESME_RINVREGDLVFLG: 0x07,
  ESME_RSYSERR: 0x08,
  ESME_RINVSRCADR: 0x0a,
  ESME_RINVDSTADR: 0x0b,
  ESME_RINVMSGID: 0x0c,
  ESME_RBINDFAIL: 0x0d,
  ESME_RINVPASWD: 0x0e,
  ESME_RINVSYSID: 0x0f,
  ESME_RCANCELFAIL: 0x11,
  ESME_RREPLACEFAIL: 0x13,
  ESME_RMSGQFUL: 0x14,
  ESME_RINVSERTYP: 0x15,
  ESME_RINVNUMDESTS: 0x33,
  ESME_RINVDLNAME: 0x34,
  ESME_RINVDESTFLAG: 0x40,
  ESME_RINVSUBREP: 0x42,
  ESME_RINVESMCLASS: 0x43,
  ESME_RCNTSUBDL: 0x44,
  ESME_RSUBMITFAIL: 0x45,
  ESME_RINVSRCTON: 0x48,
  ESME_RINVSRCNPI: 0x49,
  ESME_RINVDSTTON: 0x50,
  ESME_RINVDSTNPI: 0x51,
  ESME_RINVSYSTYP: 0x53,
  ESME_RINVREPFLAG: 0x54,
  ESME_RINVNUMMSGS: 0x55,
  ESME_RTHROTTLED: 0x58,
  ESME_RINVSCHED: 0x61,
  ESME_RINVEXPIRY: 0x62,
  ESME_RINVDFTMSGID: 0x63,
  ESME_RX_T_APPN: 0x64,
  ESME_RX_P_APPN: 0x65,
  ESME_RX_R_APPN: 0x66,
  ESME_RQUERYFAIL: 0x67,
  ESME_RINVOPTPARSTREAM: 0xc0,
  ESME_ROPTPARNOTALLWD: 0xc1,
  ESME_RINVPARLEN: 0xc2,
  ESME_RMISSINGOPTPARAM: 0xc3,
  ESME_RINVOPTPARAMVAL: 0xc4,
  ESME_RDELIVERYFAILURE: 0xfe,
  ESME_RUNKNOWNERR: 0xff,
} as const;

/** The whole table: every status of the specification has its class, and the compiler sees to it. */
const CLASS: Readonly<Record<keyof typeof STATUS, StatusClass>> = {
  ESME_ROK: "ok",
  ESME_RINVMSGLEN: "final",
  ESME_RINVCMDLEN: "final",
  ESME_RINVCMDID: "final",
  ESME_RINVBNDSTS: "rebind",
  ESME_RALYBND: "rebind",
  ESME_RINVPRTFLG: "final",
  ESME_RINVREGDLVFLG: "final",
  ESME_RSYSERR: "retry_soon",
  ESME_RINVSRCADR: "final",
  ESME_RINVDSTADR: "final",
  ESME_RINVMSGID: "final",
  ESME_RBINDFAIL: "stop_bind",
  ESME_RINVPASWD: "stop_bind",
  ESME_RINVSYSID: "stop_bind",
  ESME_RCANCELFAIL: "final",
  ESME_RREPLACEFAIL: "final",
  ESME_RMSGQFUL: "throttled",
  ESME_RINVSERTYP: "final",
  ESME_RINVNUMDESTS: "final",
  ESME_RINVDLNAME: "final",
  ESME_RINVDESTFLAG: "final",
  ESME_RINVSUBREP: "final",
  ESME_RINVESMCLASS: "final",
  ESME_RCNTSUBDL: "final",
  ESME_RSUBMITFAIL: "final",
  ESME_RINVSRCTON: "final",
  ESME_RINVSRCNPI: "final",
  ESME_RINVDSTTON: "final",
  ESME_RINVDSTNPI: "final",
  ESME_RINVSYSTYP: "stop_bind",
  ESME_RINVREPFLAG: "final",
  ESME_RINVNUMMSGS: "final",
  ESME_RTHROTTLED: "throttled",
  ESME_RINVSCHED: "final",
  ESME_RINVEXPIRY: "final",
  ESME_RINVDFTMSGID: "final",
  ESME_RX_T_APPN: "retry_soon",
  ESME_RX_P_APPN: "final",
  ESME_RX_R_APPN: "final",
  ESME_RQUERYFAIL: "final",
  ESME_RINVOPTPARSTREAM: "final",
  ESME_ROPTPARNOTALLWD: "final",
  ESME_RINVPARLEN: "final",
  ESME_RMISSINGOPTPARAM: "final",
  ESME_RINVOPTPARAMVAL: "final",
  ESME_RDELIVERYFAILURE: "final",
  ESME_RUNKNOWNERR: "retry_soon",
};

const NAME: ReadonlyMap<number, string> = new Map(
  Object.entries(STATUS).map(([name, code]) => [code, name]),
);

/** The name of a command_status; an unlisted or vendor one is `ESME_0x…`. */
export const statusName = (code: number): string =>
  NAME.get(code) ?? `ESME_0x${code.toString(16).toUpperCase().padStart(8, "0")}`;

const CLASS_OF: ReadonlyMap<number, StatusClass> = new Map(
  Object.entries(CLASS).map(([name, statusClass]) => [codeOf(name), statusClass]),
);

/**
 * What to do about a command_status. One of a vendor is `final`: the message was judged, and the
 * operator's profile may judge again.
 *
 * @param profile what this operator means by some of them, by number.
 */
export const statusClass = (
  code: number,
  profile?: ReadonlyMap<number, StatusClass>,
): StatusClass => profile?.get(code) ?? CLASS_OF.get(code) ?? "final";

function codeOf(name: string): number {
  return new Map<string, number>(Object.entries(STATUS)).get(name) ?? -1;
}
