import type { TellTrail, TrailFields } from "@whiteline/events";
import { inTransaction } from "@whiteline/service-kit";
import type { JudgingCampaigns } from "./judge-campaign.js";
import type { TrailEntry, TrailStore } from "./store/trail.js";

type Session = Parameters<TellTrail>[0];

/** What the audit trail tells beside who did what to which case; "verdict" is the id of a card. */
export type TrailChange = {
  readonly before?: TrailFields;
  readonly after?: TrailFields;
  readonly codes?: readonly string[];
};

/** The entry of the audit trail that each event of a timeline is; a look is none, it stays in the timeline. */
const actions: Readonly<
  Record<"template" | "campaign" | "complaint", ReadonlyMap<string, string>>
> = {
  template: new Map([
    ["approved", "template.approved"],
    ["rejected", "template.rejected"],
    ["assigned", "template.assigned"],
    ["refused:", "template.not_done"],
  ]),
  campaign: new Map([
    ["assigned", "text_case.assigned"],
    [":proposed", "text_case.proposed"],
    ["withdrawn", "text_case.withdrawn"],
    ["cleared", "text_case.cleared"],
    ["held", "text_case.held"],
    ["returned", "text_case.returned"],
    ["refused", "text_case.refused"],
    ["refused:", "text_case.not_done"],
  ]),
  complaint: new Map([
    ["opened", "complaint.opened"],
    ["assigned", "complaint.assigned"],
    ["answered", "complaint.answered"],
    [":proposed", "complaint.proposed"],
    ["withdrawn", "complaint.withdrawn"],
    ["refusal_recorded", "complaint.refusal_recorded"],
    ["confirmed", "complaint.confirmed"],
    ["dismissed", "complaint.dismissed"],
    ["evidence_gathered", "complaint.evidence_gathered"],
    ["exported", "complaint.exported"],
    ["refused:", "complaint.not_done"],
  ]),
};

export type Trail = ReturnType<typeof trailKeeper>;

/**
 * The timeline of cases and complaints, whose entries are told to accounts as they are kept: it adds them to the chain
 * of the customer's audit trail. What somebody wrote stays in the timeline.
 */
export const trailKeeper = (
  store: TrailStore,
  { connection, tell }: Pick<JudgingCampaigns, "connection"> & { readonly tell: TellTrail },
) => {
  const write = async (session: Session, entry: TrailEntry, change: TrailChange): Promise<void> => {
    const entryId = await store.add(entry, session);
    const { subject: id, tenantId, providerId, at, by: actor, event } = entry;
    const [kind = "", ...rest] = id.split(":");
    const isCase = (kind === "template" || kind === "campaign") && rest.length > 0;
    const action = actions[isCase ? kind : "complaint"].get(keyOf(event));
    if (action === undefined) return;
    const about = { entryId, tenantId, providerId, actor, at, action };
    const reason = event.startsWith(REFUSED) ? [event.slice(REFUSED.length)] : [];
    const codes = [...reason, ...(change.codes ?? [])];
    await tell(session, { ...about, subject: isCase ? id : `complaint:${id}`, ...change, codes });
  };

  return {
    /** What stands in no timeline. */
    tell,

    of: (subject: string) => store.of(subject),

    /** @param session of the change that the entry is about; without one it is kept by itself */
    add: (entry: TrailEntry, session?: Session, change: TrailChange = {}): Promise<void> =>
      session === undefined
        ? inTransaction(connection, (own) => write(own, entry, change))
        : write(session, entry, change),
  };
};

/** A person or key as the audit trail names it; "" for anything else that somebody wrote. */
export const actorWord = (actor: string): string =>
  /^(?:person|key):[\w-]{1,64}$/u.test(actor) ? actor : "";

const REFUSED = "refused:";

const keyOf = (event: string): string => {
  if (event.startsWith(REFUSED)) return REFUSED;
  return event.endsWith(":proposed") ? ":proposed" : event;
};
