import { STATUS, TLV, type Link, type SubmitOutcome, type SubmitSm } from "@whiteline/smpp";

/**
 * What an operator does with a submit:
 * - `takes`: accepts and answers; `hushes`: accepts and its answer never comes; `drops`: neither.
 * - `refuses` for good; `throttles` and `falters` (a passing fault): not taken, may come again.
 * - `expels`: the account itself is refused.
 */
export type Mood = "takes" | "refuses" | "throttles" | "falters" | "expels" | "hushes" | "drops";

/** One submit that the operator accepted. */
export type Taken = {
  readonly id: string;
  readonly msisdn: bigint;
  /** The octets on the air. */
  readonly body: string;
};

type Sometime = (what: string, act: () => void) => void;

/**
 * An operator whose moods are given, and that keeps what really happened.
 *
 * @param name begins its ids: two operators may give the same number.
 */
export const openOperator = (name: string, moods: readonly Mood[], sometime: Sometime) => {
  const taken: Taken[] = [];
  let asked = 0;

  const answer = (status: number, messageId = ""): SubmitOutcome => ({
    kind: "answered",
    status,
    messageId,
  });
  const serve = ({ destination, shortMessage, tlvs }: SubmitSm): SubmitOutcome | undefined => {
    // When the moods have run out it takes everything, so that every simulation ends.
    const mood = moods[asked] ?? "takes";
    asked += 1;
    if (mood === "refuses") return answer(STATUS.ESME_RINVDSTADR);
    if (mood === "throttles") return answer(STATUS.ESME_RTHROTTLED);
    if (mood === "falters") return answer(STATUS.ESME_RSYSERR);
    if (mood === "expels") return answer(STATUS.ESME_RINVSYSID);
    if (mood === "drops") return undefined;
    const id = `${name}-${taken.length}`;
    const payload = tlvs?.find(({ tag }) => tag === TLV.message_payload)?.value;
    const body = Buffer.from(payload ?? shortMessage).toString("hex");
    taken.push({ id, msisdn: BigInt(destination.addr), body });
    return mood === "hushes" ? undefined : answer(STATUS.ESME_ROK, id);
  };

  /**
   * A link to it. What was written before the link ended may still arrive; its answer does not.
   * @param onClose is told once, after every open submit was told in doubt.
   */
  const connect = (onClose: () => void): Pick<Link, "submit" | "destroy"> => {
    const open = new Set<(outcome: SubmitOutcome) => void>();
    let isClosed = false;
    const destroy = (): void => {
      if (isClosed) return;
      isClosed = true;
      for (const done of open) done({ kind: "in_doubt", why: "closed" });
      open.clear();
      onClose();
    };
    return {
      submit: (pdu, done) => {
        if (isClosed) {
          done({ kind: "not_sent", why: "closed" });
          return;
        }
        open.add(done);
        sometime("submit arrives", () => {
          const outcome = serve(pdu);
          sometime("answer arrives", () => {
            if (isClosed || !open.delete(done)) return;
            done(outcome ?? { kind: "in_doubt", why: "timeout" });
          });
        });
      },
      destroy,
    };
  };

  return { connect, taken: (): readonly Taken[] => taken };
};
