import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { chainStart, isLinked, linkEntry, type AuditEntry } from "./audit-chain.js";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

const event = {
  entryId: "e1",
  tenantId: "t1",
  actor: "visitor",
  action: "tenant.registered",
  subject: "tenant:t1",
  at: new Date("2026-11-22T10:00:00Z"),
};
const first = linkEntry(chainStart, event, digest);
const second = linkEntry(
  first,
  {
    ...event,
    entryId: "e2",
    actor: "key:k1",
    action: "member.changed",
    subject: "person:p1",
    before: { roles: ["viewer"] },
    after: { roles: ["owner"] },
  },
  digest,
);

test("entries follow one another from the first on", () => {
  expect([first.sequence, second.sequence]).toEqual([1, 2]);
  expect(isLinked(chainStart, first, digest)).toBe(true);
  expect(isLinked(first, second, digest)).toBe(true);
});

test.each<[string, Partial<AuditEntry>]>([
  ["actor", { actor: "key:k2" }],
  ["action", { action: "document.read" }],
  ["subject", { subject: "document:d2" }],
  ["instant", { at: new Date("2026-11-22T10:00:01Z") }],
  ["tenant", { tenantId: "t2" }],
  ["id", { entryId: "e3" }],
  ["value before", { before: "" }],
  ["value after", { after: '{"roles":["viewer"]}' }],
])("a changed %s breaks the chain", (_field, change) => {
  expect(isLinked(first, { ...second, ...change }, digest)).toBe(false);
});

test("an entry that was taken out is missed", () => {
  const third = linkEntry(second, { ...event, entryId: "e3" }, digest);
  expect(isLinked(first, third, digest)).toBe(false);
});

test("words cannot move from one field to the next unseen", () => {
  const moved = { ...second, actor: 'key:k1","document.added', action: "" };
  expect(isLinked(first, moved, digest)).toBe(false);
});

test("an entry from before values were told keeps the hash it was given then", () => {
  const { hash, before, after } = first;
  const asThen = JSON.stringify([
    "",
    "e1",
    "t1",
    1,
    "visitor",
    "tenant.registered",
    "tenant:t1",
    "2026-11-22T10:00:00.000Z",
  ]);
  expect({ hash, before, after }).toEqual({ hash: digest(asThen), before: "", after: "" });
});
