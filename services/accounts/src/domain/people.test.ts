import fc from "fast-check";
import { expect, test } from "vitest";
import { windowOf } from "./attempts.js";
import { judgePassword, toEmailKey } from "./person.js";
import { judgeRoles, leavesNoHead, tidyRoles } from "./roles.js";
import { isOpen, sessionLifeMs, type Session } from "./session.js";

const tenant = { kind: "tenant", tenantId: "t1", providerId: "asanak" } as const;
const desk = { kind: "staff", providerId: "asanak" } as const;

test.each([
  "short",
  "aaaaaaaaaaaa",
  "sara@example.ir",
  "with a \u0000 inside",
  "x".repeat(129),
  "",
])("%j is no password", (password) => {
  expect(judgePassword(password, "Sara@Example.ir")).toMatchObject([{ code: "PASSWORD_WEAK" }]);
});

test.each(["four words, not together", "چهار کلمه‌ی بی‌ربط", "x1y2z3 w4v5u6"])(
  "%j is a password",
  (password) => {
    expect(judgePassword(password, "sara@example.ir")).toEqual([]);
  },
);

test("addresses that people take for the same are the same", () => {
  expect(toEmailKey(" Sara@EXAMPLE.ir ")).toBe("sara@example.ir");
});

test("roles belong to a kind of home; each is kept once, in the order of the table", () => {
  expect(judgeRoles(["owner"], tenant)).toEqual([]);
  expect(judgeRoles(["expert"], tenant)).toMatchObject([{ code: "ROLE_UNKNOWN" }]);
  expect(judgeRoles(["owner"], desk)).toMatchObject([{ code: "ROLE_UNKNOWN" }]);
  expect(judgeRoles([], desk)).toMatchObject([{ code: "ROLE_UNKNOWN" }]);
  expect(tidyRoles(["viewer", "owner", "viewer"], tenant)).toEqual(["owner", "viewer"]);
});

test("however roles are changed, a home that had an owner keeps one", () => {
  const role = fc.constantFrom("owner", "marketer", "viewer");
  const change = fc.record({ who: fc.nat(3), roles: fc.uniqueArray(role) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const people = [0, 1, 2, 3].map((n) => ({
        personId: `p${n}`,
        roles: n === 0 ? ["owner"] : ["viewer"],
      }));
      for (const { who, roles } of changes) {
        const person = people[who];
        if (person === undefined || leavesNoHead(people, tenant, person.personId, roles)) continue;
        person.roles = roles;
      }
      expect(people.some(({ roles }) => roles.includes("owner"))).toBe(true);
    }),
  );
});

test("a session is open until it is ended, rested for twelve hours or seven days old", () => {
  const createdAt = new Date("2026-11-22T08:00:00Z");
  const session: Session = {
    sessionId: "s1",
    personId: "p1",
    createdAt,
    lastUsedAt: createdAt,
    endedAt: null,
    remoteAddress: "",
  };
  const after = (hours: number) => new Date(createdAt.getTime() + hours * 3_600_000);
  expect(isOpen(session, after(11))).toBe(true);
  expect(isOpen(session, after(12))).toBe(false);
  expect(isOpen({ ...session, endedAt: createdAt }, after(1))).toBe(false);
  const used = { ...session, lastUsedAt: after(167) };
  expect(isOpen(used, after(167))).toBe(true);
  expect(isOpen(used, new Date(createdAt.getTime() + sessionLifeMs))).toBe(false);
});

test("attempts are counted in windows that follow one another without a gap", () => {
  const limit = { name: "login:x", most: 10, windowMs: 900_000 };
  const first = windowOf(limit, new Date("2026-11-22T08:14:59.999Z"));
  expect(first.endsAt).toEqual(new Date("2026-11-22T08:15:00Z"));
  expect(windowOf(limit, first.endsAt).id).not.toBe(first.id);
});
