import { expect, test } from "vitest";

import { tallyReport } from "./vitest-report.js";

const file = (tests: Readonly<Record<string, string>>, status = "passed", message?: string) => ({
  name: "lists.test.ts",
  status,
  message,
  assertionResults: Object.entries(tests).map(([fullName, state]) => ({ fullName, status: state })),
});

test("passed and failed tests are counted", () => {
  const report = {
    testResults: [file({ a: "passed", b: "failed" }, "failed"), file({ c: "passed" })],
  };
  expect(tallyReport(report, { exitCode: 1, reasons: {} })).toEqual({
    passed: 2,
    failed: 1,
    skipped: [],
    complaints: [],
  });
});

test("a skipped test is told with its listed reason, and fails without one", () => {
  const report = { testResults: [file({ a: "skipped", b: "pending", c: "todo", d: "passed" })] };
  const reasons = { a: "needs a Mac" };
  expect(tallyReport(report, { exitCode: 0, reasons })).toEqual({
    passed: 1,
    failed: 2,
    skipped: [{ test: "a", reason: "needs a Mac" }],
    complaints: [
      "skipped without a reason in e2e/skips.json: b",
      "skipped without a reason in e2e/skips.json: c",
    ],
  });
});

test("a file that cannot be loaded counts as one failure", () => {
  const report = { testResults: [file({}, "failed", "Cannot find module")] };
  expect(tallyReport(report, { exitCode: 1, reasons: {} })).toMatchObject({
    failed: 1,
    complaints: ["could not be run: lists.test.ts: Cannot find module"],
  });
});

test("a run that ends badly fails though every test passed", () => {
  const report = { testResults: [file({ a: "passed" })] };
  expect(tallyReport(report, { exitCode: 1, reasons: {} })).toMatchObject({ passed: 1, failed: 1 });
});

test("a run without a report fails", () => {
  expect(tallyReport(undefined, { exitCode: 137, reasons: {} })).toMatchObject({
    passed: 0,
    failed: 1,
  });
});
