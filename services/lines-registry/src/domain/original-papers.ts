import { originals, type MarketPack } from "@whiteline/markets";
import {
  awaitsOriginals,
  filingEvent,
  lineStatusIn,
  machineOf,
  type Application,
} from "./application.js";

/** What is on record of an original that arrived. */
export type OriginalPaper = {
  readonly applicationId: string;
  readonly code: string;
  readonly arrivedAt: Date;
  /** Key or kind of the principal that recorded it. */
  readonly arrivedBy: string;
  /** Absent while the provider keeps it. */
  readonly returned: { readonly at: Date; readonly by: string; readonly note: string } | null;
};

/** Where one original is. */
export type TrackedOriginal = {
  readonly code: string;
  readonly originalName: string;
  readonly english: string;
  readonly state: "not_asked_yet" | "asked" | "arrived" | "returned";
  readonly askedAt: Date | undefined;
  readonly arrivedAt: Date | undefined;
  readonly returnedAt: Date | undefined;
  readonly note: string;
};

export type HandBack =
  /** The case is decided; the paper goes, the case stays as it is. */
  | { readonly kind: "after_decision" }
  /** The case waits for the paper once more. */
  | { readonly kind: "awaited_again"; readonly application: Application }
  | { readonly kind: "in_use" };

/**
 * What handing an original back makes of its case. While the case rests on it, from the arrival of the last
 * one until the operator's answer, it stays: nothing is forwarded or activated without its originals
 * [000 · Landline 021/026].
 */
export function handBack(pack: MarketPack, application: Application, code: string): HandBack {
  const { family, caseKind, state } = application;
  const isEnded = machineOf(pack, family, caseKind)?.terminal.includes(state) ?? false;
  if (isEnded || lineStatusIn(pack, application, state) !== undefined) {
    return { kind: "after_decision" };
  }
  const mayArrive =
    awaitsOriginals(pack, application) || filingEvent(pack, application) !== undefined;
  if (!mayArrive) return { kind: "in_use" };
  const left = application.originals.filter((arrived) => arrived !== code);
  const again = { ...application, originals: left, version: application.version + 1 };
  return { kind: "awaited_again", application: again };
}

/**
 * Every original that the provider takes, and where it is. It is asked for with the filing or after the
 * approval, as the provider's page says [000 · Landline 021/026; 002 · Line 3000/1000/021].
 */
export function trackOriginals(
  pack: MarketPack,
  application: Application,
  papers: readonly OriginalPaper[],
): readonly TrackedOriginal[] {
  const demanded = originals(pack, application.providerId, application.family);
  if (demanded === undefined) return [];
  const askedAt = askedSince(pack, application, demanded.due);
  return demanded.documents.map((code) => {
    const paper = papers.find((known) => known.code === code);
    const known = pack.documents.codes.find((each) => each.code === code);
    const returned = paper?.returned ?? undefined;
    return {
      code,
      originalName: known?.originalName ?? code,
      english: known?.english ?? code,
      state: stateOf(askedAt, paper),
      askedAt,
      arrivedAt: paper?.arrivedAt,
      returnedAt: returned?.at,
      note: returned?.note ?? "",
    };
  });
}

function askedSince(
  pack: MarketPack,
  application: Application,
  due: "after_approval" | "with_submission",
): Date | undefined {
  const { history, family } = application;
  if (due === "with_submission") return history[0]?.at;
  // The latest approval counts: a case that was returned is approved anew.
  return history.findLast(({ to: state }) =>
    awaitsOriginals(pack, { ...application, family, state }),
  )?.at;
}

function stateOf(
  askedAt: Date | undefined,
  paper: OriginalPaper | undefined,
): TrackedOriginal["state"] {
  if (paper?.returned != null) return "returned";
  if (paper !== undefined) return "arrived";
  return askedAt === undefined ? "not_asked_yet" : "asked";
}
