import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { NumberRefusalCode } from "@whiteline/markets";
import { DomainError, type ErrorKind } from "@whiteline/service-kit";
import { expect, test } from "vitest";
import { errorCodes } from "./error-codes.js";
import { answerOf, Refusal } from "./problem.js";

test("each reason for which a number of a file or of a request is left out has its page", () => {
  const ofThePlan = {
    EMPTY: true,
    NOT_A_NUMBER: true,
    SCIENTIFIC_NOTATION: true,
    WRONG_LENGTH: true,
    NOT_MOBILE: true,
    FOREIGN: true,
    UNKNOWN_PREFIX: true,
  } satisfies Record<NumberRefusalCode, true>;
  const ofFiles = ["DUPLICATE", "CELL_TOO_LONG", "WITHDRAWN", "UNKNOWN_OPERATOR"];
  const reasons = [...Object.keys(ofThePlan), ...ofFiles];
  expect(reasons.filter((code) => !errorCodes.has(code))).toEqual([]);
});

const statusOf = (error: Error): number => answerOf(error, () => "").problem.status;

const sourcesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /^(?!web\/|gen\/).*(?<!\.test)\.ts$/.test(name))
        .map((name) => `${folder}/${name}`)
    : [];

/** Errors as the sources of all services throw them; an `invalid("CODE", …)` is one, too. */
const thrown = () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const files = ["services", "packages"].flatMap((part) =>
    readdirSync(`${root}/${part}`).flatMap((name) => sourcesIn(`${root}/${part}/${name}/src`)),
  );
  return files.flatMap((file) =>
    [
      ...readFileSync(file, "utf8").matchAll(
        /(?:new DomainError\(\s*"(?<kind>[a-z_]+)",|\b(?<helper>invalid|precondition|conflict|forbidden)\()\s*"(?<code>[A-Z_0-9]+)"/g,
      ),
    ].map(({ groups = {} }) => ({
      file,
      code: groups["code"] ?? "",
      kind: (groups["kind"] ?? groups["helper"]) as ErrorKind,
    })),
  );
};

test("what a service throws has the status that the catalogue gives its code", () => {
  const found = thrown();
  expect(found.length).toBeGreaterThan(400);
  const different = found.filter(({ code, kind }) => {
    const listed = errorCodes.get(code)?.status;
    return listed !== undefined && listed !== statusOf(new DomainError(kind, code, ""));
  });
  expect(different).toEqual([]);
});

test("a refusal for what was done already, was too large or too much has the status of the catalogue, any other 422", () => {
  for (const { code, status } of errorCodes.values()) {
    const finding = { code, subject: "", rule: "", source: "", remedy: "" };
    const isFiner = status === 409 || status === 413 || status === 429;
    expect([code, statusOf(new Refusal(code, [finding]))]).toEqual([code, isFiner ? status : 422]);
  }
  for (const code of ["RECEIPT_USED", "PAYMENT_CASE_DECIDED", "REFUND_REFERENCE_USED"])
    expect(errorCodes.get(code)?.status).toBe(409);
});
