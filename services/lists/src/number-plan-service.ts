import type {
  LoadPortabilityRequest,
  NumberPlanServiceImplementation,
  OperatorBelief,
  PortabilityFile as FileMessage,
} from "@whiteline/contracts/lists/v1/number_plan";
import type { TellTrail, TrailDeed } from "@whiteline/events";
import { normaliseNumber, operatorOf } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  type CallContextExt,
  type Ports,
} from "@whiteline/service-kit";
import { standingWords } from "./domain/behaviour.js";
import type { BehaviourStore } from "./store/behaviours.js";
import type { TaughtOperatorStore } from "./store/taught-operators.js";
import { digestBytes, sameAgain } from "./digest-bytes.js";
import { readPortability } from "./load-portability.js";
import { countOutcomes, type Measures } from "./metrics.js";
import { toName, toRequestId } from "./proto.js";
import { packOf } from "./reach.js";
import type { PortabilityFile, PortabilityStore } from "./store/portability.js";

type Deps = Ports & {
  readonly portability: PortabilityStore;
  readonly behaviours: Pick<BehaviourStore, "taught">;
  readonly taughtOperators: Pick<TaughtOperatorStore, "taught">;
  readonly counted: Pick<Measures, "fileRows">;
  readonly tellTrail: TellTrail;
};

const DAY_MS = 86_400_000;

/** Which operator serves a number, and how that is known. */
export function numberPlanService(deps: Deps): NumberPlanServiceImplementation<CallContextExt> {
  const { portability, behaviours, taughtOperators, counted, tellTrail, now, newId } = deps;
  const ageDays = (at: Date): bigint =>
    BigInt(Math.max(0, Math.floor((now().getTime() - at.getTime()) / DAY_MS)));

  return {
    async getNumberOperator({ number, market }, context) {
      const principal = principalOf(context);
      const pack = packOf(principal.kind === "tenant" ? principal.market : market);
      const read = normaliseNumber(pack, number);
      if (read.kind === "refused") {
        throw new DomainError("invalid", "NUMBER_INVALID", "It is no mobile number.", {
          remedy: read.remedy,
        });
      }
      const ported = await portability.current(pack.code);
      const taken = ported.operatorOf(Number(read.e164));
      const beliefs: OperatorBelief[] = [];
      if (taken !== undefined && ported.file !== undefined) {
        const { asOf, fileName } = ported.file;
        const aged = { at: asOf, ageDays: ageDays(asOf) };
        const known = { detail: fileName, ...aged, verified: true, verdict: "" };
        beliefs.push({ operator: taken, source: "portability", ...known });
      }
      const assigned = operatorOf(pack, read.e164);
      if (assigned !== undefined) {
        const { operator, prefix, source: says, verified } = assigned;
        const at = new Date(pack.effectiveFrom);
        const known = { detail: `${prefix}: ${says}`, at, ageDays: ageDays(at), verified };
        beliefs.push({ operator, source: "number_plan", ...known, verdict: "" });
      }
      // Whom a customer's messages reached is that customer's alone. Receipts confirm or contradict: where a number is
      // served that an operator does not take, they do not say, so that none of them changes the way of a message.
      if (principal.kind === "tenant" && principal.tenantId !== undefined) {
        const asked = [principal.tenantId, Number(read.e164)] as const;
        const [ofCampaigns, ofMessages] = await Promise.all([
          behaviours.taught(...asked),
          taughtOperators.taught(...asked),
        ]);
        for (const { operator, outcome, detail, at } of standingWords([
          ...ofCampaigns,
          ...ofMessages,
        ])) {
          const verdict = outcome === "delivered" ? "delivered" : "failed";
          const known = { detail, at, ageDays: ageDays(at), verified: true };
          beliefs.push({ operator, source: "receipt", ...known, verdict });
        }
      }
      const { e164, national, operator } = read;
      return { number: e164, national, operator: taken ?? operator, beliefs };
    },

    async loadPortability(parts, context) {
      const staff = requireStaff(context, "operations");
      const arriving = parts[Symbol.asyncIterator]();
      const first = await arriving.next();
      if (first.done === true || first.value.part?.$case !== "header") {
        throw new DomainError(
          "invalid",
          "HEADER_MISSING",
          "The first message of an upload is its header.",
        );
      }
      const header = first.value.part.value;
      const requestId = toRequestId(header.requestId);
      const pack = packOf(header.market);
      const { bytes, digest } = digestBytes(bytesOf(arriving));
      const earlier = await portability.byRequest(pack.code, requestId);
      if (earlier !== undefined) {
        const same = sameAgain(earlier, await digest());
        return { file: fromFile(same, await portability.inForce(pack.code)) };
      }
      const { ported, numbers, dropped } = await readPortability(bytes, pack);
      const loadedAt = now();
      const file = await portability.put(
        {
          market: pack.code,
          build: newId(),
          requestId,
          fileDigest: await digest(),
          fileName: toName(header.fileName),
          asOf: header.asOf ?? loadedAt,
          loadedAt,
          loadedBy: actorOf(staff),
          numbers,
          dropped,
        },
        ported,
        header.mayShrink,
        (session, put) => tellTrail(session, loadDeed(put, staff.providerId)),
      );
      countOutcomes(
        (outcome, rows) => counted.fileRows.inc({ file: "portability", outcome }, rows),
        numbers,
        dropped.map(({ code, rows }) => [code, rows] as const),
      );
      return { file: fromFile(file, file) };
    },

    async listPortability({ market }, context) {
      requireStaff(context, "operations");
      const files = await portability.all(packOf(market).code);
      return { files: files.map((file) => fromFile(file, files[0])) };
    },
  };
}

async function* bytesOf(parts: AsyncIterator<LoadPortabilityRequest>): AsyncGenerator<Uint8Array> {
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const { part } = next.value;
    if (part?.$case !== "data")
      throw new DomainError("invalid", "HEADER_REPEATED", "After the header only bytes follow.");
    yield part.value;
  }
}

/** Ported numbers are the matter of the provider whose staff loaded them. */
function loadDeed(file: PortabilityFile, providerId = ""): TrailDeed {
  const { market, version, numbers, loadedBy: actor, loadedAt: at } = file;
  const entryId = `portability:${market}:${version}`;
  return {
    ...{ entryId, tenantId: "", providerId, actor, at },
    ...{ action: "portability.loaded", subject: `portability:${market}` },
    after: { version: String(version), numbers: String(numbers) },
  };
}

function fromFile(file: PortabilityFile, inForce: PortabilityFile | undefined): FileMessage {
  const { market, fileName, asOf, loadedAt, loadedBy } = file;
  return {
    ...{ market, fileName, asOf, loadedAt, loadedBy },
    version: BigInt(file.version),
    numbers: BigInt(file.numbers),
    dropped: file.dropped.map(({ code, rows }) => ({ code, rows: BigInt(rows) })),
    inForce: file.version === inForce?.version,
  };
}
