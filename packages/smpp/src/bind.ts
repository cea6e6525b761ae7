import { timingSafeEqual } from "node:crypto";

import { decodePdu, encodePdu } from "./codec.js";

export type BindType = "transceiver" | "transmitter" | "receiver";

/** SMPP 3.4. */
const INTERFACE_VERSION = 0x34;

/**
 * The specification allows 15, 8 and 12 octets (SMPP 3.4 §5.2.1..3); operators hand out longer
 * passwords all the same.
 */
const SYSTEM_ID = /^[\x21-\x7e]{1,15}$/;
const PASSWORD = /^[\x21-\x7e]{0,32}$/;
const SYSTEM_TYPE = /^[\x21-\x7e]{0,12}$/;

export type Credentials = {
  readonly systemId: string;
  readonly password: string;
  readonly systemType?: string;
};

/** The field that must not travel, for a message to the operator of this system; never its value. */
export const judgeCredentials = (credentials: Credentials): string | undefined => {
  if (!SYSTEM_ID.test(credentials.systemId)) return "systemId";
  if (!PASSWORD.test(credentials.password)) return "password";
  if (!SYSTEM_TYPE.test(credentials.systemType ?? "")) return "systemType";
  return undefined;
};

export const encodeBind = (sequence: number, type: BindType, credentials: Credentials): Buffer =>
  encodePdu(`bind_${type}`, sequence, {
    system_id: credentials.systemId,
    password: credentials.password,
    system_type: credentials.systemType ?? "",
    interface_version: INTERFACE_VERSION,
  });

export const encodeBindResp = (sequence: number, type: BindType, systemId: string): Buffer =>
  encodePdu(`bind_${type}_resp`, sequence, { system_id: systemId });

/** A bind as the server side sees it. The password can be compared, not read: nothing can print it. */
export type BindRequest = {
  readonly bindType: BindType;
  readonly systemId: string;
  readonly systemType: string;
  readonly remoteAddress: string;
  hasPassword(expected: string): boolean;
};

/** A bind request; undefined if a field is missing. Throws Undecodable. */
export const decodeBind = (
  frame: Buffer,
  bindType: BindType,
  remoteAddress: string,
): BindRequest | undefined => {
  const pdu = decodePdu(frame);
  const { system_id: systemId, password, system_type: systemType } = pdu;
  if (typeof systemId !== "string" || typeof password !== "string") return undefined;
  if (typeof systemType !== "string" || typeof pdu["interface_version"] !== "number") {
    return undefined;
  }
  return {
    bindType,
    systemId,
    systemType,
    remoteAddress,
    hasPassword(expected) {
      const [given, wanted] = [Buffer.from(password), Buffer.from(expected)];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
};
