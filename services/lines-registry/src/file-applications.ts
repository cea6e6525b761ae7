import type { MarketPack } from "@whiteline/markets";
import { advance, type Moment, type Refusal } from "./domain/advance.js";
import {
  filingEvent,
  machineOf,
  newApplication,
  type Application,
  type Filing,
} from "./domain/application.js";

/** One application that is about to be filed: a new one, or one that was returned. */
export type FilingStart = {
  readonly before: Application | undefined;
  readonly opened: Parameters<typeof newApplication>[1];
  readonly filing: Filing;
};

export type Filed = { readonly application: Application; readonly isNew: boolean };

/** Takes the filing step of each; all are filed or none. */
export function fileApplications(
  { pack, by, moment }: { readonly pack: MarketPack; readonly by: string; readonly moment: Moment },
  starts: readonly FilingStart[],
):
  | { readonly kind: "filed"; readonly filed: readonly Filed[] }
  | { readonly kind: "refused"; readonly refusal: Refusal } {
  const filed: Filed[] = [];
  for (const { before, opened, filing } of starts) {
    const machine = machineOf(pack, opened.family);
    const start =
      before === undefined
        ? machine && newApplication(machine, opened)
        : {
            ...before,
            lineNumber: opened.lineNumber,
            name: opened.name,
            holding: opened.holding,
            ...(opened.purposes && { purposes: opened.purposes }),
          };
    const event = start && filingEvent(pack, start);
    if (start === undefined || event === undefined) {
      return { kind: "refused", refusal: { code: "STEP_IMPOSSIBLE", possible: [] } };
    }
    const step = { event, note: "", findings: [], originals: [], filing };
    const moved = advance(pack, start, step, { roles: ["applicant"], by }, moment);
    if (moved.kind === "refused") return moved;
    filed.push({ application: moved.application, isNew: before === undefined });
  }
  return { kind: "filed", filed };
}
