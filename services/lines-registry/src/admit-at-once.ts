import type { MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { machineOf, possibleEvents, stepOf, type Application } from "./domain/application.js";
import { originOf } from "./domain/sender.js";
import type { Parts } from "./parts.js";
import { takeStep } from "./take-step.js";

type Needs = Parameters<typeof takeStep>[0];

/**
 * Takes the step that the pack leaves to the platform as soon as a case is filed [IR-MEL-01]: who shares a common
 * sender sends under a minute after signing up, because not the line but each of its texts is reviewed. A case that is
 * hindered (the provider has no common sender yet) waits at the desk like any other, until what hindered it is over.
 */
export async function admitAtOnce(
  parts: Needs,
  pack: MarketPack,
  filed: readonly Application[],
): Promise<readonly Application[]> {
  const after: Application[] = [];
  for (const application of filed) after.push(await admit(parts, pack, application));
  return after;
}

/**
 * Takes those steps where a process died between the filing and the step, or where what hindered it is over: the
 * provider has a common sender now. Until it has one, its cases are not even read. A provider with which something is
 * wrong keeps no other from its turn.
 */
export function admitWhatWaits(parts: Needs & Pick<Parts, "log">) {
  const { applications, log } = parts;
  return async (signal: AbortSignal): Promise<void> => {
    for (const providerId of await applications.providers()) {
      if (signal.aborted) return;
      await admitAt(parts, providerId, signal).catch((error: unknown) => {
        log.error({ err: error, providerId }, "waiting_not_admitted");
      });
    }
  };
}

async function admitAt(parts: Needs, providerId: string, signal: AbortSignal): Promise<void> {
  const { now, packs, applications } = parts;
  const pack = packs.ofProvider(providerId, now());
  if (pack === undefined) return;
  const { families, states } = await openPlaces(parts, pack, providerId);
  if (families.length === 0) return;
  for (const { application } of await applications.casesOf(providerId, states, families)) {
    if (signal.aborted) return;
    await admit(parts, pack, application);
  }
}

/** Families whose machine goes on at once from a state, and those states; not where the common sender is missing. */
async function openPlaces(
  { lines }: Needs,
  pack: MarketPack,
  providerId: string,
): Promise<{ readonly families: readonly string[]; readonly states: readonly string[] }> {
  const families: string[] = [];
  const states: string[] = [];
  for (const family of pack.families) {
    const { id } = family;
    const steps = machineOf(pack, id)?.transitions.filter(({ atOnce }) => atOnce) ?? [];
    if (steps.length === 0) continue;
    const needsSender = originOf(family) === "common";
    if (needsSender && (await lines.commonLine(providerId, id)) === undefined) continue;
    families.push(id);
    states.push(...steps.map(({ from }) => from));
  }
  return { families, states };
}

async function admit(
  parts: Needs,
  pack: MarketPack,
  application: Application,
): Promise<Application> {
  const event = possibleEvents(pack, application).find(
    (name) => stepOf(pack, application, name)?.atOnce === true,
  );
  if (event === undefined) return application;
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
