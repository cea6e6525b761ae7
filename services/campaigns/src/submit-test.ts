import type { SubmitTestRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { Neighbours } from "./neighbours.js";
import type { Finding } from "./domain/finding.js";
import { submitCampaign, type Asking, type Checking, type Submitted } from "./submit-campaign.js";

const MOST_PEOPLE = 20;
const PERSON = "person:";

/**
 * Sends a campaign as it stands to people of the company alone: a campaign like any, with their proved mobiles for its
 * audience, marked as a test. Each of them gets every variant. Its own audience, schedule and pace are left out.
 *
 * @throws DomainError already_exists REQUEST_ID_REUSED
 */
export const submitTest = async (
  it: Checking & Pick<Neighbours, "people">,
  tenantId: string,
  { campaign, personIds }: SubmitTestRequest,
  asking: Pick<Asking, "options" | "submittedBy">,
): Promise<Submitted> => {
  if (campaign === undefined) return refused(orderMissing);
  const { submittedBy } = asking;
  const self = submittedBy.startsWith(PERSON) ? [submittedBy.slice(PERSON.length)] : [];
  const wanted = [...new Set(personIds.length === 0 ? self : personIds)];
  if (wanted.length === 0) return refused(peopleMissing);
  if (wanted.length > MOST_PEOPLE) return refused(tooManyPeople);
  const { mobiles } = await it.people.listProvedMobiles({ personIds: wanted }, asking.options);
  if (mobiles.length < wanted.length) return refused(mobileNotProved);
  const { lineId, name, ...rest } = campaign;
  const request = {
    ...rest,
    lineId,
    name: name === "" ? "Test" : name,
    listId: "",
    segmentId: "",
    numbers: mobiles.map(({ mobile }) => mobile).sort(),
    dryRun: false,
    notBefore: undefined,
    hours: undefined,
    pacePerMinute: undefined,
  };
  return submitCampaign(it, tenantId, request, { ...asking, test: true });
};

const refused = (finding: Finding): Submitted => ({ kind: "refused", finding });

const finding = (code: string, subject: string, rule: string, remedy: string): Finding => ({
  ...{ code, subject, rule, remedy },
  source: "test send",
});
const orderMissing = finding(
  "TEXT_OR_TEMPLATE",
  "campaign",
  "A test is of a campaign: its line and its text.",
  "Give line and text as you would send them.",
);
const peopleMissing = finding(
  "TEST_PEOPLE_MISSING",
  "person_ids",
  "A key has no mobile of its own.",
  "Name people of the company who have proved their mobile.",
);
const tooManyPeople = finding(
  "TEST_PEOPLE_MISSING",
  "person_ids",
  `A test goes to at most ${MOST_PEOPLE} people.`,
  "Name fewer people; a list is for more.",
);
const mobileNotProved = finding(
  "TEST_MOBILE_NOT_PROVED",
  "person_ids",
  "A test goes to mobiles that people of this company have proved to be theirs.",
  "Have each of them confirm the code that is sent to the mobile, under their own account.",
);
