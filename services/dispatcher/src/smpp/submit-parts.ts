import {
  normaliseId,
  statusClass,
  TLV,
  type Link,
  type StatusClass,
  type SubmitOutcome,
  type SubmitSm,
  type Tlv,
} from "@whiteline/smpp";
import type { ConcatInfo } from "@whiteline/sms";
import type { Chunk, Known, Others, Submitted, SubmitParts } from "../carrying.js";
import type { Account } from "../config.js";
import type { PartResult } from "../domain/chunk-progress.js";
import { isAttempt, judgeAnswer, type Answer } from "../domain/judge-answer.js";
import { validityPeriod } from "../domain/parts.js";
import { senderAddress } from "../domain/sender-address.js";
import { submitUnits, type SubmitUnit } from "../domain/submit-units.js";
import { wholeText, wireForm } from "../domain/wire-form.js";
import { submitCode } from "../domain/submit-code.js";
import type { Meaning } from "../domain/trial.js";
import type { LaneGate } from "./lane-gate.js";

/** Asked for every part: each part is a record with its own receipt (law 6). */
const FINAL_RECEIPT = 1;

const NOTHING = new Uint8Array();

/** Accepted without an id is accepted: only its receipt will never be known. */
const isTaken = (outcome: SubmitOutcome): boolean =>
  outcome.kind === "in_doubt" && outcome.why === "missing_message_id";

const toAnswer = (outcome: SubmitOutcome, profile: StatusProfile): Answer =>
  outcome.kind === "answered"
    ? {
        kind: "answered",
        class: statusClass(outcome.status, profile),
        status: outcome.status,
        messageId: outcome.messageId,
      }
    : { kind: outcome.kind };

const toPdu = (
  account: Account,
  chunk: Chunk,
  unit: SubmitUnit,
  validUntil: string,
): SubmitSm | undefined => {
  const [place, ...others] = unit.flatMap((part) => chunk.parts[part] ?? []);
  const msisdn = place === undefined ? undefined : chunk.msisdns[place.recipient];
  if (place === undefined || msisdn === undefined) return undefined;
  const isWhole = others.length > 0;
  const { content } = place;
  const sent = isWhole ? wholeText([content, ...others.map((other) => other.content)]) : content;
  const wired = wireForm(sent, account);
  if (wired === undefined) return undefined;
  const { esmClass, dataCoding, octets, sar } = wired;
  const isInPayload = isWhole || account.textIn === "message_payload";
  const tlvs = [
    ...(isInPayload ? [{ tag: TLV.message_payload, value: Buffer.from(octets) }] : []),
    ...(sar === undefined ? [] : sarTlvs(sar)),
  ];
  return {
    source: senderAddress(chunk.sender, account),
    destination: {
      addr: msisdn.toString(),
      ton: account.destinationTon,
      npi: account.destinationNpi,
    },
    registeredDelivery: FINAL_RECEIPT,
    esmClass,
    dataCoding,
    shortMessage: isInPayload ? NOTHING : octets,
    ...(tlvs.length === 0 ? {} : { tlvs }),
    validityPeriod: validUntil,
  };
};

/** SMPP 3.4 §5.3.2.22 to .24: two octets of reference, then total and place. */
const sarTlvs = ({ reference, total, index }: ConcatInfo): readonly Tlv[] => [
  { tag: TLV.sar_msg_ref_num, value: Buffer.from([reference >> 8, reference & 0xff]) },
  { tag: TLV.sar_total_segments, value: Buffer.from([total]) },
  { tag: TLV.sar_segment_seqnum, value: Buffer.from([index]) },
];

/** What this operator means by some statuses. */
type StatusProfile = ReadonlyMap<number, StatusClass>;

type Outcome = "accepted" | "refused" | "throttled" | "in_doubt" | "again";

/** Puts parts on one link, each alone or a message whole; every answer gives its place in the window back at once. */
export const submitOver = (options: {
  readonly account: Account;
  readonly link: Link;
  readonly gate: LaneGate;
  /** What an answer about a part of this chunk, which these others could take, says of link and account. */
  readonly onHeard: (meaning: Meaning, status: number, chunk: Chunk, others: Others) => void;
  readonly onThrottled: () => void;
  /** Whether an answer says more of the account than of the part, which is kept for another then. */
  readonly isSpared: (meaning: Meaning, others: Others) => boolean;
  readonly count: (outcome: Outcome, parts: number) => void;
}): SubmitParts => {
  const { account, link, gate, onHeard, onThrottled, isSpared, count } = options;
  const profile: StatusProfile = new Map(
    Object.entries(account.statuses).map(([code, meaning]) => [Number(code), meaning]),
  );

  const judge = (
    chunk: Chunk,
    outcome: SubmitOutcome,
    unit: SubmitUnit,
    known: Known,
  ): Omit<PartResult, "part"> => {
    const others = known.others(unit);
    const retries = Math.max(...unit.map((part) => known.retries.get(part) ?? 0));
    const answer: Answer = isTaken(outcome)
      ? { kind: "answered", class: "ok", status: 0, messageId: "" }
      : toAnswer(outcome, profile);
    const meaning = answer.kind === "answered" ? meaningOf(answer.class) : undefined;
    const spared = meaning !== undefined && isSpared(meaning, others);
    const isNoAttempt = spared || !isAttempt(answer);
    const code = spared ? submitCode.notSent : judgeAnswer(answer, isNoAttempt ? 0 : retries);
    const throttled = answer.kind === "answered" && answer.class === "throttled";
    if (throttled) onThrottled();
    // A late answer keeps its place in the link's window: rather a new link than sending again here.
    if (outcome.kind === "in_doubt" && outcome.why === "timeout") link.destroy("answer overdue");
    if (answer.kind === "answered" && meaning !== undefined)
      onHeard(meaning, answer.status, chunk, others);
    count(nameOf(code, throttled), unit.length);
    return {
      code,
      operatorId:
        code === submitCode.accepted && answer.kind === "answered"
          ? normaliseId(answer.messageId, account.answerIds)
          : "",
      status: answer.kind === "answered" && !isNoAttempt ? answer.status : 0,
    };
  };

  return (chunk, parts, known) =>
    new Promise((resolve) => {
      const results: PartResult[] = [];
      let cause: Submitted["cause"] = "";
      /** What is answered of a submit holds for every part in it. */
      const settle = (unit: SubmitUnit, result: Omit<PartResult, "part">): void => {
        gate.giveBack(chunk.lane, 1);
        for (const part of unit) results.push({ part, ...result });
        if (results.length === parts.length) resolve({ results, cause });
      };
      const validUntil = validityPeriod(chunk.expiresAt);
      for (const unit of submitUnits(chunk.parts, parts, account.concat === "payload")) {
        const pdu = toPdu(account, chunk, unit, validUntil);
        if (pdu === undefined) settle(unit, { code: submitCode.failed, operatorId: "", status: 0 });
        else
          link.submit(pdu, (outcome) => {
            // One that is overdue closes the link, and with it the others.
            if (outcome.kind === "in_doubt" && cause !== "no_answer") cause = causeOf(outcome.why);
            settle(unit, judge(chunk, outcome, unit, known));
          });
      }
    });
};

const meaningOf = (judged: StatusClass): Meaning => {
  if (judged === "ok") return "accepted";
  if (judged === "rebind" || judged === "stop_bind") return judged;
  if (judged === "retry_soon") return "fault";
  return judged === "final" ? "final" : "judged";
};

const causeOf = (
  why: Extract<SubmitOutcome, { readonly kind: "in_doubt" }>["why"],
): Submitted["cause"] =>
  why === "missing_message_id" ? "" : why === "timeout" ? "no_answer" : "link_lost";

const nameOf = (code: number, throttled: boolean): Outcome => {
  if (throttled) return "throttled";
  if (code === submitCode.accepted) return "accepted";
  if (code === submitCode.inDoubt) return "in_doubt";
  return code === submitCode.notSent ? "again" : "refused";
};
