import { expect, test } from "vitest";
import { isSameSecret, secretHasher } from "./hash-secret.js";

const hasher = secretHasher(Buffer.alloc(32, 1));

test("a secret matches its own hash under the same pepper only", () => {
  const kept = hasher.hash("secret");
  expect(kept).toMatch(/^[0-9a-f]{64}$/u);
  expect(hasher.matches("secret", kept)).toBe(true);
  expect(hasher.matches("secreT", kept)).toBe(false);
  expect(secretHasher(Buffer.alloc(32, 2)).matches("secret", kept)).toBe(false);
});

test("nothing matches what is not kept, not even the empty secret", () => {
  expect(hasher.matches("", undefined)).toBe(false);
  expect(hasher.matches("secret", undefined)).toBe(false);
});

test("secrets of any length are compared", () => {
  expect(isSameSecret("a", "a")).toBe(true);
  expect(isSameSecret("a", "ab")).toBe(false);
  expect(isSameSecret("", "ab")).toBe(false);
});
