import type {
  ListOriginalsRequest,
  ListOriginalsResponse,
  ReturnOriginalRequest,
  ReturnOriginalResponse,
} from "@whiteline/contracts/lines_registry/v1/papers";
import { actorOf, DomainError, requireStaff, type CallContext } from "@whiteline/service-kit";
import { sees } from "./domain/access.js";
import { holdsNumber, type Application } from "./domain/application.js";
import { handBack, trackOriginals, type TrackedOriginal } from "./domain/original-papers.js";
import { fromOriginal } from "./papers-proto.js";
import type { Parts } from "./parts.js";
import { applicationUnknown } from "./refuse.js";
import { viewerOf } from "./viewer-of.js";

type Needs = Pick<Parts, "now" | "packs" | "applications" | "originalPapers" | "trail" | "commit">;

const longestNote = 2_000;

/** Where the originals of an application are: asked, arrived when, returned when. */
export function listOriginals(parts: Needs) {
  return async (
    { applicationId }: ListOriginalsRequest,
    context: CallContext,
  ): Promise<ListOriginalsResponse> => {
    const application = await visible(parts, applicationId, context);
    const pack = parts.packs.of(application.market, parts.now());
    const tracked = await track(parts, application);
    return { originals: tracked.map((each) => fromOriginal(pack, application, each)) };
  };
}

/** Operations hand an original back, and say to whom and why; a case that needs it waits for it again. */
export function returnOriginal(parts: Needs) {
  return async (
    { applicationId, documentCode, note }: ReturnOriginalRequest,
    context: CallContext,
  ): Promise<ReturnOriginalResponse> => {
    const application = await visible(parts, applicationId, context);
    const staff = requireStaff(context, "operations", application.providerId);
    if (note.trim() === "" || note.length > longestNote) throw noteInvalid();
    const returned = { at: parts.now(), by: actorOf(staff), note: note.trim() };
    await giveBack(parts, application, documentCode, returned);
    const pack = parts.packs.of(application.market, parts.now());
    const tracked = await track(parts, application);
    const original = tracked.find(({ code }) => code === documentCode);
    return { original: original && fromOriginal(pack, application, original) };
  };
}

/** The paper, the case and the trace of both are one write. */
async function giveBack(
  { now, packs, applications, originalPapers, trail, commit }: Needs,
  application: Application,
  code: string,
  returned: { readonly at: Date; readonly by: string; readonly note: string },
): Promise<void> {
  const pack = packs.of(application.market, now());
  const back = handBack(pack, application, code);
  const { applicationId, providerId, state } = application;
  await commit(async (session) => {
    const isBack = await originalPapers.giveBack(session, application, code, returned);
    if (!isBack) throw notHere();
    if (back.kind === "in_use") throw inUse();
    if (back.kind === "awaited_again") {
      const kept = { holdsNumber: holdsNumber(pack, back.application) };
      await applications.replace(session, back.application, kept);
    }
    const { at, by, note } = returned;
    const about = { subject: applicationId, providerId, at, actor: "desk", by };
    const told = { event: "original_returned", note: `${code}: ${note}`, from: state, to: state };
    await trail.add({ ...about, ...told }, session);
  });
}

async function visible(
  { applications }: Needs,
  applicationId: string,
  context: CallContext,
): Promise<Application> {
  const application = await applications.byId(applicationId);
  if (application === undefined || !sees(viewerOf(context), application))
    throw applicationUnknown();
  return application;
}

async function track(
  { originalPapers, now, packs }: Needs,
  application: Application,
): Promise<readonly TrackedOriginal[]> {
  const pack = packs.of(application.market, now());
  return trackOriginals(pack, application, await originalPapers.ofApplication(application));
}

function noteInvalid(): DomainError {
  return new DomainError(
    "invalid",
    "RETURN_NOTE_INVALID",
    `A return says to whom and why, in at most ${longestNote} characters.`,
    { remedy: "Write to whom the original was handed, and why." },
  );
}

function inUse(): DomainError {
  return new DomainError(
    "precondition",
    "ORIGINAL_IN_USE",
    "The case rests on this original until the operator has answered.",
    { remedy: "Hand it back after the decision." },
  );
}

function notHere(): DomainError {
  return new DomainError(
    "precondition",
    "ORIGINAL_NOT_HERE",
    "This original has not arrived, or was handed back already.",
    { remedy: "List the originals of the application." },
  );
}
