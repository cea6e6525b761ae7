import { expect, test } from "vitest";
import { doubtCases } from "./doubt-case.js";
import { doubtPolicyOf, type DoubtRule } from "./doubt-policy.js";
import { submitCode } from "./submit-code.js";

const chunk = { tenantId: "bank", traffic: "marketing", lane: "BULK" } as const;

test("without a rule a code in doubt is reported and everything else is sent again where it went", () => {
  expect(doubtPolicyOf([], { ...chunk, lane: "OTP" })).toEqual({ kind: "report" });
  expect(doubtPolicyOf([], chunk)).toEqual({ kind: "resend", elsewhere: false });
});

test("the first rule that fits the tenant, the kind of traffic and the lane decides", () => {
  const rules: readonly DoubtRule[] = [
    { tenantId: "bank", traffic: "informational", policy: "hold", elsewhere: false },
    { tenantId: "bank", policy: "report", elsewhere: false },
    { lane: "BULK", policy: "resend", elsewhere: true },
  ];
  expect(doubtPolicyOf(rules, { ...chunk, traffic: "informational" }).kind).toBe("hold");
  expect(doubtPolicyOf(rules, chunk).kind).toBe("report");
  expect(doubtPolicyOf(rules, { ...chunk, tenantId: "shop" })).toEqual({
    kind: "resend",
    elsewhere: true,
  });
});

test("each sub-batch without answers is a case with its cause and what is done about it", () => {
  const at = { bindId: "mci/1", account: "mci", epoch: 1, at: new Date(0) };
  const result = (part: number, code: 1 | 3) => ({ part, code, operatorId: "", status: 0 });
  const journal = [
    { ...at, n: 0, state: "doubt", parts: [0, 1], results: [], reason: "" },
    {
      ...at,
      n: 1,
      state: "done",
      parts: [2, 3],
      results: [result(2, submitCode.accepted), result(3, submitCode.inDoubt)],
      reason: "no_answer",
    },
  ] as const;
  const states = (policy: Parameters<typeof doubtCases>[1], waiting = new Map<number, string>()) =>
    doubtCases(journal, policy, waiting).map(({ parts, cause, state }) => [parts, cause, state]);
  expect(states({ kind: "resend", elsewhere: false }, new Map([[3, "mci"]]))).toEqual([
    [[0, 1], "holder_lost", "resent"],
    [[3], "no_answer", "waits_for_account"],
  ]);
  expect(states({ kind: "hold" }).map(([, , state]) => state)).toEqual(["held", "held"]);
  expect(states({ kind: "report" }).map(([, , state]) => state)).toEqual(["reported", "reported"]);
});
