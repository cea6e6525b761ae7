import type { MarketPack } from "@whiteline/markets";
import { recordOptOut, type RecordingOptOuts } from "./record-opt-out.js";
import type { ConsentStore } from "./store/consents.js";

/**
 * Who withdrew is not written to from what is under way either: closes the door for each of these numbers whose word
 * that stands is a withdrawal. It asks what is kept, not what changed just now, so that after a crash the same words
 * said again still close it; saying it twice changes nothing.
 * @param by begins the request ids; with `reference`, where the word came from instead of its own evidence.
 */
export async function stopWithdrawn(
  it: RecordingOptOuts & { readonly consents: ConsentStore },
  tenantId: string,
  pack: MarketPack,
  msisdns: readonly number[],
  { by, reference }: { readonly by: "registry" | "consent"; readonly reference?: string },
): Promise<void> {
  if (msisdns.length === 0) return;
  for (const { msisdn, consentId, version, current } of await it.consents.ofNumbers(
    tenantId,
    msisdns,
  )) {
    if (current.state !== "withdrawn") continue;
    await recordOptOut(it, {
      ...{ tenantId, pack, number: `+${msisdn}`, lineId: "", channel: "consent" },
      requestId: `${by}:${consentId}:${version}`,
      heardAt: current.saidAt,
      reference: reference ?? current.evidence,
    });
  }
}
