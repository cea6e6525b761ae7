import type { MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { machineOf, possibleEvents, stepOf, type Application } from "./domain/application.js";
import { takeStep } from "./take-step.js";

/**
 * Takes the step that the pack leaves to the platform as soon as a case is filed [IR-MEL-01]: who shares a common
 * sender sends under a minute after signing up, because not the line but each of its texts is reviewed. A case that is
 * hindered (the provider has no common sender yet) waits at the desk like any other, until what hindered it is over.
 */
export async function admitAtOnce(
  parts: Parameters<typeof takeStep>[0],
  pack: MarketPack,
  filed: readonly Application[],
): Promise<readonly Application[]> {
  const after: Application[] = [];
  for (const application of filed) {
    const event = possibleEvents(pack, application).find(
      (name) => stepOf(pack, application, name)?.atOnce === true,
    );
    after.push(event === undefined ? application : await admit(parts, application, event));
  }
  return after;
}

/**
 * Takes those steps where a process died between the filing and the step, or where what hindered it is over: the
 * provider has a common sender now.
 */
export function admitWhatWaits(parts: Parameters<typeof takeStep>[0]) {
  const { now, packs, applications } = parts;
  return async (signal: AbortSignal): Promise<void> => {
    for (const providerId of await applications.providers()) {
      const pack = packs.ofProvider(providerId, now());
      if (pack === undefined || signal.aborted) continue;
      const waiting = await applications.casesOf(providerId, ...placesAtOnce(pack));
      const cases = waiting.map(({ application }) => application);
      await admitAtOnce(parts, pack, cases);
    }
  };
}

/** States from which a machine of the pack goes on at once, and the families that follow it. */
function placesAtOnce(pack: MarketPack): readonly [readonly string[], readonly string[]] {
  const quick = pack.families.flatMap(({ id }) => {
    const steps = machineOf(pack, id)?.transitions.filter(({ atOnce }) => atOnce) ?? [];
    return steps.map(({ from }) => ({ id, from }));
  });
  return [quick.map(({ from }) => from), quick.map(({ id }) => id)];
}

async function admit(
  parts: Parameters<typeof takeStep>[0],
  application: Application,
  event: string,
): Promise<Application> {
  const step = { event, note: "", findings: [], originals: [] };
  const platform = { roles: ["platform" as const], by: "service:lines-registry" };
  try {
    return (await takeStep(parts, application, step, platform)).application;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Hindered, or the sweep was faster.
    return (await parts.applications.byId(application.applicationId)) ?? application;
  }
}
