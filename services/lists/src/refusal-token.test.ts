import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { refusalTokens } from "./refusal-token.js";

const tokens = refusalTokens(Buffer.alloc(32, 7));
const mine = { door: 4_294_967_295, msisdn: 989121234567 };

test("a token says line and number to us, and nothing to anybody else", () => {
  const token = tokens.seal(mine);
  expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/u);
  expect(tokens.open(token)).toEqual(mine);
  expect(tokens.seal(mine)).toBe(token);
  expect(refusalTokens(randomBytes(32)).open(token)).toBeUndefined();
});

test("neighbouring numbers have nothing in common", () => {
  const [a = "", b = ""] = [0, 1].map((more) =>
    tokens.seal({ ...mine, msisdn: mine.msisdn + more }),
  );
  const same = Array.from(a).filter((letter, i) => letter === b[i]).length;
  expect(same).toBeLessThan(8);
});

test("a token that was changed anywhere, guessed, cut or spelt otherwise opens nothing", () => {
  const token = tokens.seal(mine);
  const letters = "ABab01-_";
  for (let at = 0; at < token.length; at += 1) {
    for (const letter of letters) {
      if (token[at] === letter) continue;
      const forged = token.slice(0, at) + letter + token.slice(at + 1);
      expect(tokens.open(forged), forged).toBeUndefined();
    }
  }
  for (let guess = 0; guess < 2_000; guess += 1) {
    expect(tokens.open(randomBytes(16).toString("base64url"))).toBeUndefined();
  }
  for (const rubbish of ["", "a", token.slice(1), `${token}A`, "../../etc/passwd", "%00"]) {
    expect(tokens.open(rubbish)).toBeUndefined();
  }
});

test("a number that does not fit is never cut", () => {
  expect(() => tokens.seal({ door: 1, msisdn: 2 ** 48 })).toThrow(RangeError);
});
