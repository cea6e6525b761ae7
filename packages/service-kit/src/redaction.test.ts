import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { maskText, redactFields } from "./redaction.js";

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from("0123456789")), minLength: min, maxLength: max });

describe("texts", () => {
  test.each([
    ["no route for 09123456789", "no route for 0912***89"],
    ["no route for +989123456789.", "no route for +9891***89."],
    ['dup key: { number: "+84912345678" }', 'dup key: { number: "+8491***78" }'],
    ["from 00905321234567 to 905321234567", "from 0090***67 to 9053***67"],
    ["شماره ۰۹۱۲۳۴۵۶۷۸۹ نامعتبر است", "شماره ۰۹۱۲***۸۹ نامعتبر است"],
    ["to989123456789x", "to9891***89x"],
    ["op_09123456789_late", "op_0912***89_late"],
    ["code-09123456789", "code-0912***89"],
    ["write to sara@example.com now", "write to [email] now"],
    ["mongodb://lists:s3cret@db:27017/lists failed", "mongodb://[redacted]@db:27017/lists failed"],
  ])("a number, an address or a credential is masked: %s", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  test.each([
    ["a chunk id", "chunk 65f1c0ffee123456789012ab released"],
    [
      "an id with a long run of digits before its letter",
      "chunk 12345678901234567890123a released",
    ],
    ["an id that happens to hold no letter", "chunk 123456789012345678901234 released"],
    ["a UUID with a group of digits", "job 550e8400-e29b-41d4-a716-446655440000 done"],
    ["a traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"],
    ["an instant", "at 2026-11-22T19:06:00.123Z, that is 20261122"],
    ["an amount", "cost 12345678 rials"],
    ["an address", "127.0.0.1:27017"],
  ])("%s stays readable", (_what, text) => {
    expect(maskText(text)).toBe(text);
  });

  test("no number of 9 to 15 digits passes, whatever surrounds it", () => {
    const around = fc.constantFrom("", " ", ", ", "(", '"', ":", "=", "+", "\n", "msisdn ", "_");
    fc.assert(
      fc.property(digits(9, 15), around, around, (number, before, after) => {
        const masked = maskText(`${before}${number}${after}`);
        expect(masked).not.toContain(number);
        expect(masked).toContain(`${number.slice(0, 4)}***${number.slice(-2)}`);
      }),
    );
  });

  test("an id of our own is never masked", () => {
    const id = fc.string({
      unit: fc.constantFrom(...Array.from("0123456789abcdef")),
      minLength: 24,
      maxLength: 24,
    });
    fc.assert(
      fc.property(id, (text) => maskText(`chunk ${text} failed`) === `chunk ${text} failed`),
    );
    fc.assert(fc.property(fc.uuid(), (text) => maskText(`job ${text}`) === `job ${text}`));
  });
});

describe("fields", () => {
  test("secret and personal fields are blotted out at any depth, whatever their case", () => {
    const personal = {
      token: "a",
      secret: "a",
      password: "a",
      authorization: "a",
      apiKey: "a",
      text: "a",
      body: "a",
      msisdn: 98912,
      number: "a",
      to: ["a"],
      mobile: "a",
      nationalCode: "a",
      national_id: "a",
      email: "a",
      ownerMobile: "a",
      SERVICE_SECRET: "a",
      "access-token": "a",
    };
    for (const [name, value] of Object.entries(redactFields(personal))) {
      expect(value, name).toBe("[redacted]");
    }
    expect(redactFields({ deep: [{ inner: { text: "hello" } }] })).toEqual({
      deep: [{ inner: { text: "[redacted]" } }],
    });
  });

  test("a number under an innocent name is masked, an id is not", () => {
    expect(
      redactFields({
        note: "call 09123456789",
        chunkId: "0123456789123456",
        tenant_id: "123456789012",
        parts: 3,
      }),
    ).toEqual({
      note: "call 0912***89",
      chunkId: "0123456789123456",
      tenant_id: "123456789012",
      parts: 3,
    });
  });

  test("bytes, maps, classes and money print without their content or whole", () => {
    expect(
      redactFields({
        file: Buffer.from("secret"),
        seen: new Set(["09123456789"]),
        at: new Date(0),
        cost: 12_345_678_901n,
        document: { toJSON: () => ({ email: "x", size: 1 }) },
        none: null,
      }),
    ).toEqual({
      file: "[6 bytes]",
      seen: "[1 entries]",
      at: new Date(0),
      cost: 12_345_678_901n,
      document: { email: "[redacted]", size: 1 },
      none: null,
    });
  });

  test("a text of any length is masked in little time", () => {
    const blob = "x1".repeat(500_000);
    expect(redactFields({ blob, mail: "a".repeat(1_000_000) })).toMatchObject({
      blob: blob.slice(0, 16_000),
    });
  });

  test("the documents of a write that failed are not repeated", () => {
    const failure = Object.assign(new Error('E11000 dup key: { number: "+989123456789" }'), {
      keyValue: { who: "Sara" },
      writeErrors: [{ err: { op: { vars: ["Sara"] } } }],
    });
    expect(JSON.stringify(redactFields({ err: failure }))).not.toMatch(/Sara|989123456789/);
  });

  test("a circle ends", () => {
    const circle: Record<string, unknown> = {};
    circle["again"] = circle;
    expect(JSON.stringify(redactFields(circle))).toContain("[deep]");
  });
});
