import {
  checklist,
  type ChecklistDocument,
  type LineFamily,
  type MarketPack,
} from "@whiteline/markets";
import { conditionOf, judgeEligibility } from "./checklist.js";
import { customerListCode } from "./document-codes.js";
import { isOfAcceptedFormat, type CompanyDocument } from "./documents.js";
import type { Finding } from "./finding.js";
import { lineTypesOf } from "./sender.js";

/** A paper of the company file, as the matrix shows it. */
export type HeldPaper = CompanyDocument & {
  readonly fileName: string;
  readonly storedAt: Date | undefined;
};

/** What of the applicant decides about papers before any application is begun. */
export type MatrixApplicant = {
  readonly kind: "natural" | "legal";
  readonly providerId: string;
  /** Empty = not said. */
  readonly sector: string;
};

type PaperState = "held" | "missing" | "expires_soon" | "expired";

type MatrixCell = {
  readonly documentCode: string;
  readonly need: "required" | "conditional";
  readonly state: PaperState;
  /** Empty where every such applicant is asked. */
  readonly when: string;
  /** Another paper that serves instead; empty where none does. */
  readonly instead: string;
};

export type MatrixFamily = {
  readonly family: LineFamily;
  readonly provider: { readonly id: string; readonly name: string };
  readonly lineType: string;
  readonly ownProvider: boolean;
  /** Operator at which the sender is declared; "" where one application serves all. */
  readonly operator: string;
  /** Why this applicant can never hold such a line; undefined = it may. */
  readonly reason: Finding | undefined;
  readonly cells: readonly MatrixCell[];
  /** The customer list belongs to one application and is not counted. */
  readonly complete: boolean;
};

export type MatrixRow = {
  readonly documentCode: string;
  readonly originalName: string;
  readonly english: string;
  readonly held: HeldPaper | undefined;
};

export type CompanyMatrix = {
  readonly rows: readonly MatrixRow[];
  readonly families: readonly MatrixFamily[];
  readonly warningDays: number;
};

type Question = {
  readonly applicant: MatrixApplicant;
  readonly held: readonly HeldPaper[];
  readonly at: Date;
  /** Undefined = what the pack says. */
  readonly warningDays?: number | undefined;
};

const dayMs = 86_400_000;

/**
 * The company file against everything that a market offers: for every family, provider, type of
 * line and operator of a declaration which papers are asked, which are there, which expire, and what this applicant can never hold.
 * A condition that rests on a fact of one application leaves its paper conditional.
 */
export function companyMatrix(
  pack: MarketPack,
  { applicant, held, at, warningDays = pack.documents.expiryWarning.days }: Question,
): CompanyMatrix {
  const soon = new Date(at.getTime() + warningDays * dayMs);
  const families = pack.families.flatMap((family) =>
    family.providers.flatMap((providerId) =>
      lineTypesOf(family).flatMap((lineType) => {
        const row = rowOf(pack, { family, providerId, lineType }, applicant, { held, at, soon });
        // Each operator is asked by itself, with a dossier of its own [vn.md §3].
        const operators = family.declaredAt.length === 0 ? [""] : family.declaredAt;
        return operators.map((operator) => ({ ...row, operator }));
      }),
    ),
  );
  const asked = new Set(
    families.flatMap(({ cells }) =>
      cells.flatMap(({ documentCode, instead }) => [documentCode, instead]),
    ),
  );
  return {
    families,
    warningDays,
    rows: pack.documents.codes
      .filter(({ code }) => asked.has(code))
      .map(({ code, originalName, english }) => ({
        documentCode: code,
        originalName,
        english,
        held: best(held.filter((paper) => paper.code === code)),
      })),
  };
}

function rowOf(
  pack: MarketPack,
  {
    family,
    providerId,
    lineType,
  }: { readonly family: LineFamily; readonly providerId: string; readonly lineType: string },
  applicant: MatrixApplicant,
  file: { readonly held: readonly HeldPaper[]; readonly at: Date; readonly soon: Date },
): Omit<MatrixFamily, "operator"> {
  const facts = applicant.sector === "" ? {} : { sector: applicant.sector };
  const demands = checklist(pack, {
    provider: providerId,
    family: family.id,
    applicantType: applicant.kind,
    facts,
  });
  const isListed = pack.documents.demands.some(
    (demand) => demand.provider === providerId && demand.family === family.id,
  );
  const cells = demands.documents.map((demand) =>
    cellOf(pack, providerId, demand, new Set(Object.keys(facts)), file),
  );
  const name = pack.providers.find(({ id }) => id === providerId)?.name ?? providerId;
  const reason = isListed ? judgeEligibility(demands)[0] : neverFor(family, applicant.kind);
  return {
    family,
    provider: { id: providerId, name },
    lineType,
    ownProvider: providerId === applicant.providerId,
    reason,
    cells,
    complete:
      reason === undefined &&
      cells
        .filter(
          ({ need, documentCode }) => need === "required" && documentCode !== customerListCode,
        )
        .every(({ state }) => state === "held" || state === "expires_soon"),
  };
}

/** A family without a list of papers is judged by who may hold it. */
function neverFor(family: LineFamily, kind: MatrixApplicant["kind"]): Finding | undefined {
  const may = kind === "natural" ? family.naturalPerson : family.legalPerson;
  if (may) return undefined;
  const reason = kind === "natural" ? "legal_person_only" : "natural_person_only";
  const none = { documents: [], companyIdentifiers: [], basis: family.basis } as const;
  return judgeEligibility({ eligible: false, reason, source: family.source, ...none })[0];
}

function cellOf(
  pack: MarketPack,
  provider: string,
  demand: ChecklistDocument,
  known: ReadonlySet<string>,
  {
    held,
    at,
    soon,
  }: { readonly held: readonly HeldPaper[]; readonly at: Date; readonly soon: Date },
): MatrixCell {
  const codes = demand.code.split("|");
  const [documentCode = "", instead = ""] = codes;
  // A fact that the company file says has decided already.
  const isOpen = demand.when !== undefined && !known.has(demand.when.fact);
  const fitting = held.filter(
    (paper) => codes.includes(paper.code) && isOfAcceptedFormat(pack, provider, paper),
  );
  return {
    documentCode,
    instead,
    need: isOpen ? "conditional" : "required",
    when: isOpen ? conditionOf(demand) : "",
    state: stateOf(best(fitting), at, soon),
  };
}

/** A paper whose last instant has come is expired; one that ends before `soon` is warned of. */
function stateOf(paper: HeldPaper | undefined, at: Date, soon: Date): PaperState {
  if (paper === undefined) return "missing";
  if (paper.expiresAt === undefined) return "held";
  if (paper.expiresAt <= at) return "expired";
  return paper.expiresAt < soon ? "expires_soon" : "held";
}

/** The paper that is valid longest; of two the newer one. */
function best(papers: readonly HeldPaper[]): HeldPaper | undefined {
  const until = ({ expiresAt }: HeldPaper) => expiresAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const since = ({ storedAt }: HeldPaper) => storedAt?.getTime() ?? 0;
  return [...papers].sort((a, b) => until(b) - until(a) || since(b) - since(a))[0];
}
