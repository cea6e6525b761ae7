import { z } from "zod";

const reportShape = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export type Tally = {
  readonly passed: number;
  readonly failed: number;
  /** Tests that did not run and why that is allowed. */
  readonly skipped: readonly { readonly test: string; readonly reason: string }[];
  /** What is to be said beside vitest's own report. */
  readonly complaints: readonly string[];
};

/**
 * Counts what vitest's JSON reporter wrote. A skipped test without a listed reason fails, and so does a file that
 * could not be loaded; a run that ended badly counts at least one failure, whatever its report says.
 * @param reasons full name of each test that may be skipped → why
 */
export function tallyReport(
  report: unknown,
  {
    exitCode,
    reasons,
  }: { readonly exitCode: number; readonly reasons: Readonly<Record<string, string>> },
): Tally {
  const parsed = reportShape.safeParse(report);
  if (!parsed.success)
    return { passed: 0, failed: 1, skipped: [], complaints: ["vitest ended without a report"] };

  const files = parsed.data.testResults;
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const isRun = (status: string): boolean => status === "passed" || status === "failed";
  const notRun = tests
    .filter(({ status }) => !isRun(status))
    .map(({ fullName }) => fullName.trim());
  const unlisted = notRun.filter((test) => reasons[test] === undefined);
  const brokenFiles = files.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  const failed =
    tests.filter(({ status }) => status === "failed").length + unlisted.length + brokenFiles.length;
  const endedBadly = exitCode !== 0 && failed === 0;
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: endedBadly ? 1 : failed,
    skipped: notRun.flatMap((test) =>
      reasons[test] === undefined ? [] : [{ test, reason: reasons[test] }],
    ),
    complaints: [
      ...unlisted.map((test) => `skipped without a reason in e2e/skips.json: ${test}`),
      ...brokenFiles.map(
        ({ name, message }) => `could not be run: ${name}${message ? `: ${message}` : ""}`,
      ),
      ...(endedBadly ? [`vitest ended with exit code ${exitCode} though no test failed`] : []),
    ],
  };
}
