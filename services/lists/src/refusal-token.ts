import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

/** Which line (a number of ours, see store/refusal-doors.ts) and whose number. */
export type RefusalToken = { readonly door: number; readonly msisdn: number };
export type RefusalTokens = ReturnType<typeof refusalTokens>;

const CIPHER = "aes-256-ecb";
const BLOCK = 16;
const DOOR_BYTES = 4;
const NUMBER_BYTES = 6;
/** Of a token: letters, digits, "-" and "_". */
export const TOKEN_LETTERS = 22;
const TOKEN = /^[A-Za-z0-9_-]{22}$/u;
/** 281 474 976 710 655 is more than any E.164 number that begins with a calling code of ours. */
const LARGEST = 2 ** (8 * NUMBER_BYTES) - 1;

/**
 * The token of a refusal link: 22 letters that hold line and number and show neither. It is one block of AES over four
 * bytes of door, six of number and six of zeros: a block cipher is a secret permutation, so whoever guesses or changes a
 * token gets other bytes than zeros but once in 2^48 tries, and then a door that nobody made. Nothing is stored per
 * recipient, and the same recipient gets the same link on the same line.
 */
export function refusalTokens(secret: Uint8Array) {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "refusal link", 32));

  return {
    /** @throws RangeError for a door or number that does not fit */
    seal({ door, msisdn }: RefusalToken): string {
      if (msisdn > LARGEST) throw new RangeError("the number does not fit into a token");
      const block = Buffer.alloc(BLOCK);
      block.writeUInt32BE(door, 0);
      block.writeUIntBE(msisdn, DOOR_BYTES, NUMBER_BYTES);
      const cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false);
      return Buffer.concat([cipher.update(block), cipher.final()]).toString("base64url");
    },

    /** Undefined for what nobody sealed. */
    open(token: string): RefusalToken | undefined {
      if (!TOKEN.test(token)) return undefined;
      const sealed = Buffer.from(token, "base64url");
      // The last letter of 22 has four bits to spare: another spelling of a token is not a token.
      if (sealed.length !== BLOCK || sealed.toString("base64url") !== token) return undefined;
      const decipher = createDecipheriv(CIPHER, key, null).setAutoPadding(false);
      const block = Buffer.concat([decipher.update(sealed), decipher.final()]);
      if (block.subarray(DOOR_BYTES + NUMBER_BYTES).some((byte) => byte !== 0)) return undefined;
      return {
        door: block.readUInt32BE(0),
        msisdn: block.readUIntBE(DOOR_BYTES, NUMBER_BYTES),
      };
    },
  };
}
