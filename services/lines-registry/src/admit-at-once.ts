import type { MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { possibleEvents, stepOf, type Application } from "./domain/application.js";
import { takeStep } from "./take-step.js";

/**
 * Takes the step that the pack leaves to the platform as soon as a case is filed [IR-MEL-01]: who shares a common
 * sender sends under a minute after signing up, because not the line but each of its texts is reviewed. A case that is
 * hindered (the provider has no common sender yet) waits at the desk like any other; nothing of it is lost.
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
    if (error instanceof DomainError) return application;
    throw error;
  }
}
