import { isDuplicateKey, type DomainError } from "@whiteline/service-kit";
import type { MarketPack } from "@whiteline/markets";
import type { Application } from "./domain/application.js";
import type { Line } from "./domain/line.js";
import { fileCase, type NewCase } from "./file-case.js";
import type { Parts } from "./parts.js";
import { applicationUnknown } from "./refuse.js";

type Needs = Parameters<typeof fileCase>[0] & Pick<Parts, "applications">;

/** What the holder of a line wishes for it. */
type LineChange = Omit<NewCase, "opened"> &
  Pick<NewCase["opened"], "caseKind" | "lineType" | "purposes">;

/**
 * Files a case that changes a line; repeated under its request id it is the case that was filed.
 * @param underWay what is thrown while another case of the kind is open for the line
 */
export async function fileLineChange(
  parts: Needs,
  pack: MarketPack,
  line: Line,
  { caseKind, lineType, purposes, ...filed }: LineChange,
  underWay: () => DomainError,
): Promise<Application> {
  const { tenantId, providerId, market, family, number, senderKey, lineId } = line;
  const { requestId } = filed;
  const opened: NewCase["opened"] = {
    ...{ tenantId, providerId, market, family, senderKey, lineId },
    lineNumber: number,
    name: number,
    operator: "",
    holding: null,
    lineType,
    ...(caseKind && { caseKind }),
    ...(purposes && { purposes }),
  };
  try {
    return await fileCase(parts, pack, { ...filed, opened });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const winner = (await parts.applications.byRequest(tenantId, requestId))?.applications[0];
    if (winner === undefined) throw underWay();
    if (winner.lineId !== lineId || winner.caseKind !== caseKind) throw applicationUnknown();
    return winner;
  }
}
