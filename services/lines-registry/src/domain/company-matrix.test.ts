import { market, markets } from "@whiteline/markets";
import fc from "fast-check";
import { expect, test } from "vitest";
import { companyMatrix, type HeldPaper, type MatrixApplicant } from "./company-matrix.js";

const iran = market("IR");
const at = new Date("2026-11-22T08:00:00Z");
const days = (n: number) => new Date(at.getTime() + n * 86_400_000);
const company: MatrixApplicant = { kind: "legal", providerId: "asanak", sector: "general" };
const person: MatrixApplicant = { ...company, kind: "natural", sector: "" };

const paper = (code: string, over: Partial<HeldPaper> = {}): HeldPaper => ({
  documentId: `d-${code}`,
  code,
  mediaType: "image/jpeg",
  fileName: `${code}.jpg`,
  storedAt: days(-10),
  expiresAt: undefined,
  ...over,
});
const matrixOf = (
  held: readonly HeldPaper[],
  applicant = company,
  warningDays?: number,
  pack = iran,
) => companyMatrix(pack, { applicant, held, at, warningDays });
const row = (
  { families }: ReturnType<typeof matrixOf>,
  family: string,
  provider = "asanak",
  lineType = "service",
) =>
  families.find(
    (each) =>
      each.family.id === family && each.provider.id === provider && each.lineType === lineType,
  )!;
const stateOf = (matrix: ReturnType<typeof matrixOf>, code: string) =>
  row(matrix, "landline_021").cells.find(({ documentCode }) => documentCode === code)?.state;

test("[IR-ASN-04] [IR-ASN-06] every family stands there by provider and type, the advertising variant too", () => {
  const matrix = matrixOf([]);
  for (const family of ["shatel", "ariantel", "asiatech_9000", "asiatech_9101", "asiatech_9130"]) {
    const papers = row(matrix, family).cells;
    expect(row(matrix, family, "asanak", "advertising").cells, family).toEqual(papers);
  }
  expect(row(matrix, "landline_021", "asanak").lineType).toBe("service");
  expect(row(matrix, "landline_021", "kando").ownProvider).toBe(false);
  const keys = matrix.families.map((r) => `${r.family.id}:${r.provider.id}:${r.lineType}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { id, providers } of iran.families)
    for (const provider of providers) expect(row(matrix, id, provider), id).toBeDefined();
});

test("[IR-ASN-12] [IR-MEL-06] a natural person learns which families it can never hold, and why", () => {
  const never = matrixOf([], person).families.filter(({ reason }) => reason !== undefined);
  expect(new Set(never.map(({ family }) => family.id))).toEqual(
    new Set(["landline_021", "landline_026", "line_3000", "line_1000", "dedicated"]),
  );
  for (const { reason, cells, complete } of never) {
    expect(reason?.code).toBe("legal_person_only");
    expect([reason?.rule, reason?.remedy, reason?.source]).not.toContain("");
    expect([cells, complete]).toEqual([[], false]);
  }
});

test("[IR-ASN-03] [IR-ASN-05] a company adds a guild permit at Shatel, and none at Arian-Tel", () => {
  const codes = (family: string) =>
    row(matrixOf([]), family).cells.map(({ documentCode }) => documentCode);
  expect(codes("shatel")).toContain("guild_permit");
  expect(codes("ariantel")).toEqual(codes("shatel").filter((code) => code !== "guild_permit"));
});

test("[IR-ASN-09] [IR-ASN-10] the 9101 and 9130 lines ask for the VoIP contract, 9000 does not", () => {
  const asks = (family: string) =>
    row(matrixOf([]), family).cells.some(({ documentCode }) => documentCode === "voip_contract");
  expect([asks("asiatech_9000"), asks("asiatech_9101"), asks("asiatech_9130")]).toEqual([
    false,
    true,
    true,
  ]);
});

test("one stored paper serves every family that asks for it", () => {
  const matrix = matrixOf([paper("founding_notice")]);
  const cells = matrix.families.flatMap((each) =>
    each.cells.filter(({ documentCode }) => documentCode === "founding_notice"),
  );
  expect(cells.length).toBeGreaterThan(5);
  expect(new Set(cells.map(({ state }) => state))).toEqual(new Set(["held"]));
});

test.each([
  [undefined, "held"],
  [days(31), "held"],
  [days(30), "held"],
  [days(29), "expires_soon"],
  [days(0), "expired"],
  [days(-1), "expired"],
] as const)("a paper that is valid until %s is %s", (expiresAt, state) => {
  expect(stateOf(matrixOf([paper("commitment_form", { expiresAt })]), "commitment_form")).toBe(
    state,
  );
});

test("the days of the warning are the pack's, unless somebody asks for others", () => {
  const held = [paper("commitment_form", { expiresAt: days(40) })];
  expect(matrixOf(held).warningDays).toBe(iran.documents.expiryWarning.days);
  expect(stateOf(matrixOf(held), "commitment_form")).toBe("held");
  expect(stateOf(matrixOf(held, company, 60), "commitment_form")).toBe("expires_soon");
});

test("of several papers the one that is valid longest counts, of two alike the newer", () => {
  const old = paper("commitment_form", { documentId: "old", expiresAt: days(-1) });
  const newer = paper("commitment_form", { documentId: "newer", expiresAt: days(90) });
  const matrix = matrixOf([old, newer]);
  expect(stateOf(matrix, "commitment_form")).toBe("held");
  const held = matrix.rows.find(({ documentCode }) => documentCode === "commitment_form")?.held;
  expect(held?.documentId).toBe("newer");
  const twice = matrixOf([
    paper("commitment_form", { documentId: "a", storedAt: days(-9) }),
    paper("commitment_form", { documentId: "b", storedAt: days(-1) }),
  ]);
  expect(twice.rows.find((r) => r.documentCode === "commitment_form")?.held?.documentId).toBe("b");
});

test("[IR-ASN-14] a PDF is no scan of the form for Asanak, and one for Kando", () => {
  const matrix = matrixOf([paper("commitment_form", { mediaType: "application/pdf" })]);
  const state = (provider: string) =>
    row(matrix, "landline_021", provider).cells.find(
      ({ documentCode }) => documentCode === "commitment_form",
    )?.state;
  expect([state("asanak"), state("kando")]).toEqual(["missing", "held"]);
});

test("a condition that the company file decides is none; one of the application stays open", () => {
  const permit = (sector: string) =>
    row(matrixOf([], { ...company, sector }), "landline_021").cells.find(
      ({ documentCode }) => documentCode === "central_bank_permit",
    );
  expect(permit("general")).toBeUndefined();
  expect(permit("listed_company")).toMatchObject({ need: "required", when: "" });
  expect(permit("")).toMatchObject({ need: "conditional", when: expect.stringMatching(/sector/) });
  const letter = row(matrixOf([]), "shatel").cells.find(
    ({ documentCode }) => documentCode === "representative_letter",
  );
  expect(letter).toMatchObject({ need: "conditional", state: "missing" });
});

test("a family is complete when all that is required without condition is there", () => {
  const form = paper("commitment_form");
  expect(row(matrixOf([form]), "landline_021").complete).toBe(false);
  expect(row(matrixOf([form, paper("promissory_note")]), "landline_021").complete).toBe(true);
  expect(
    row(matrixOf([form, paper("promissory_note", { expiresAt: days(-1) })]), "landline_021")
      .complete,
  ).toBe(false);
});

test("in every market and for every applicant: what is never held asks for nothing, and states fit", () => {
  const packs = markets.codes.map((code) => markets.get(code, at.toISOString()));
  fc.assert(
    fc.property(
      fc.constantFrom(...packs),
      fc.constantFrom("natural", "legal"),
      fc.array(fc.tuple(fc.nat(30), fc.integer({ min: -400, max: 400 })), { maxLength: 8 }),
      (pack, kind, papers) => {
        const held = papers.flatMap(([n, days_]) => {
          const code = pack.documents.codes[n % Math.max(1, pack.documents.codes.length)]?.code;
          return code === undefined ? [] : [paper(code, { expiresAt: days(days_) })];
        });
        const applicant = { kind, providerId: "", sector: "" } as const;
        const matrix = matrixOf(held, applicant, undefined, pack);
        for (const { reason, cells, complete } of matrix.families) {
          if (reason !== undefined) expect([cells, complete]).toEqual([[], false]);
          for (const { documentCode, instead, state } of cells) {
            const has = held.some(({ code }) => code === documentCode || code === instead);
            if (!has) expect(state).toBe("missing");
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});
