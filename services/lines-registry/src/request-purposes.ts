import type {
  RequestPurposesRequest,
  RequestPurposesResponse,
} from "@whiteline/contracts/lines_registry/v1/line_life";
import { lineFamily, wordsOf, type MarketPack } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireTenant,
  type CallContext,
} from "@whiteline/service-kit";
import { judgeRequest } from "./domain/checklist.js";
import type { Finding } from "./domain/finding.js";
import type { Line } from "./domain/line.js";
import { addablePurposes, stoppingPurposes } from "./domain/possible-requests.js";
import { fileLineChange } from "./file-line-change.js";
import type { Parts } from "./parts.js";
import { fromApplication, toRequestId } from "./proto.js";
import { lineUnknown, refuse, requestIdReused } from "./refuse.js";

const longestNote = 2_000;

/**
 * A holder asks that its name is declared for more kinds of traffic: a case at the desk, then the operators' word; until
 * then the name carries what it carried [VN-BLK-19]. What the dossier of the name does not allow is refused at once. For a
 * name of which nothing is known it says all that it is to carry; a warning says what ends.
 */
export function requestPurposes(parts: Parts) {
  const { now, packs, lines, applications } = parts;
  return async (
    { requestId: key, lineId, purposes, note }: RequestPurposesRequest,
    context: CallContext,
  ): Promise<RequestPurposesResponse> => {
    const tenantId = requireTenant(context);
    const requestId = toRequestId(key);
    const line = await lines.byId(lineId);
    if (line?.tenantId !== tenantId || line.platform) throw lineUnknown();
    const pack = packs.of(line.market, now());
    const earlier = (await applications.byRequest(tenantId, requestId))?.applications[0];
    if (earlier !== undefined) {
      if (earlier.lineId !== lineId || earlier.caseKind !== "purposes") throw requestIdReused();
      return { application: fromApplication(pack, earlier) };
    }
    if (note.length > longestNote) throw noteTooLong();
    const wanted = wantedPurposes(pack, line, purposes);
    await judgeDossierOf(parts, pack, line, wanted);
    const fact = lineFamily(pack, line.family)?.purposeFact ?? "";
    const application = await fileLineChange(
      parts,
      pack,
      line,
      {
        requestId,
        by: actorOf(principalOf(context)),
        note,
        documentIds: {},
        applicant: { kind: "legal", facts: { [fact]: wanted.join(" ") } },
        caseKind: "purposes",
        lineType: line.type,
        purposes: wanted,
        warnings: stoppingBy(pack, line, wanted),
      },
      underWay,
    );
    return { application: fromApplication(pack, application) };
  };
}

/** What is asked for beside what the name is declared for already. */
function wantedPurposes(pack: MarketPack, line: Line, said: readonly string[]): readonly string[] {
  const known = pack.content.purposes.map(({ id }) => id);
  const words = [...new Set(said)];
  if (words.length === 0 || words.some((word) => !known.includes(word))) {
    throw new DomainError(
      "invalid",
      "PURPOSE_UNKNOWN",
      "A name is declared for kinds of traffic.",
      {
        remedy:
          known.length === 0
            ? "Senders of this market carry any."
            : `Choose among ${known.join(", ")}.`,
      },
    );
  }
  const addable = addablePurposes(pack, line);
  const wanted = addable.filter((purpose) => words.includes(purpose));
  if (wanted.length > 0) return wanted;
  throw new DomainError(
    "precondition",
    "PURPOSE_DECLARED",
    "The name is declared for this already, or cannot be declared for it.",
    {
      remedy:
        addable.length === 0
          ? "Nothing is left to ask for."
          : `Choose among ${addable.join(", ")}.`,
    },
  );
}

/** A name that was bound to nothing is bound to what it is declared for: its holder and the desk read what ends. */
function stoppingBy(pack: MarketPack, line: Line, wanted: readonly string[]): readonly Finding[] {
  const stopping = stoppingPurposes(pack, line, wanted);
  if (stopping.length === 0) return [];
  return [
    {
      code: "PURPOSES_STOP",
      subject: "purposes",
      rule: `Nothing is known of the name's purposes and it carries any; declared for these alone it carries no more: ${stopping.join(", ")}.`,
      source: "004 · Rules 1",
      remedy: "Withdraw the wish and file one for all that the name is to carry.",
    },
  ];
}

/** The rules of a declaration hold for what is added to it: the name's own dossier says who uses it. */
async function judgeDossierOf(
  { applications }: Pick<Parts, "applications">,
  pack: MarketPack,
  line: Line,
  wanted: readonly string[],
): Promise<void> {
  const fact = lineFamily(pack, line.family)?.purposeFact ?? "";
  const filedWith = line.operators.at(-1)?.applicationId ?? line.applicationId ?? "";
  const content = await applications.latestContent(filedWith);
  const facts = wordsOfLine(content?.applicant.facts ?? {}, fact, wanted);
  const [finding] = judgeRequest(pack, line.family, facts, line.number);
  if (finding !== undefined) throw refuse(finding, "precondition");
}

const wordsOfLine = (
  filed: Readonly<Record<string, string>>,
  fact: string,
  wanted: readonly string[],
): Readonly<Record<string, string>> => ({
  ...filed,
  [fact]: [...new Set([...wordsOf(filed[fact] ?? ""), ...wanted])].join(" "),
});

function noteTooLong(): DomainError {
  return new DomainError(
    "invalid",
    "TOO_MUCH_SAID",
    `A note has at most ${longestNote} characters.`,
    {
      remedy: "Say it shorter.",
    },
  );
}

function underWay(): DomainError {
  return new DomainError(
    "precondition",
    "PURPOSES_UNDER_WAY",
    "A wish to declare this name for more is under way.",
    { remedy: "Wait for the decision, or withdraw the other request." },
  );
}
