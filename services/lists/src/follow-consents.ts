import type { MarketPack } from "@whiteline/markets";
import { decidingConsent, type Consent } from "./domain/consent.js";
import { BY_CONSENT, isEndedByConsent, type NewRefusal } from "./domain/refusal.js";
import { keepLift } from "./lift-refusal.js";
import { keepRefusal, type RecordingOptOuts, type Session } from "./record-opt-out.js";

/**
 * Keeps refusals in step with consents, in the transaction that keeps those: who withdrew is not written to from what is
 * under way either, and who agreed after that is written to again. It looks at what stands, not at what changed just
 * now, so that the same words said again mend what an older version left.
 * @param standing every consent of these numbers, as they are now
 */
export async function followConsents(
  it: RecordingOptOuts,
  session: Session,
  tenantId: string,
  pack: MarketPack,
  standing: readonly Consent[],
): Promise<void> {
  const byNumber = new Map<number, Consent[]>();
  for (const consent of standing)
    byNumber.set(consent.msisdn, [...(byNumber.get(consent.msisdn) ?? []), consent]);
  const refusals = await it.optOuts.ofEveryLine(session, tenantId, [...byNumber.keys()]);
  for (const [msisdn, ofNumber] of byNumber) {
    const deciding = decidingConsent(ofNumber);
    if (deciding === undefined) continue;
    const known = refusals.get(msisdn);
    const { consentId, version, current } = deciding;
    const requestId = `${BY_CONSENT}:${consentId}:${version}`;
    if (current.state === "withdrawn") {
      const word = toRefusal(current, { tenantId, msisdn, requestId, pack, at: it.now() });
      await keepRefusal(it, session, pack, known, word);
    } else if (known !== undefined && isEndedByConsent(known, current.saidAt)) {
      const { saidAt, source, wording, evidence } = current;
      const proof = { saidAt, source, wording, evidence };
      await keepLift(it, session, known, { ...proof, requestId, liftedAt: it.now() });
    }
  }
}

function toRefusal(
  { saidAt, evidence: reference }: Consent["current"],
  given: Pick<NewRefusal, "tenantId" | "msisdn" | "requestId" | "at"> & {
    readonly pack: MarketPack;
  },
): NewRefusal {
  const { tenantId, msisdn, requestId, at, pack } = given;
  const heardAt = saidAt > at ? at : saidAt;
  const { stops } = pack.reach.refusal;
  return {
    tenantId,
    lineId: "",
    msisdn,
    channel: BY_CONSENT,
    requestId,
    heardAt,
    at,
    reference,
    stops,
  };
}
