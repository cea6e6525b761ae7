export { MarketPackError, defineMarket } from "./define-market.js";
export { MarketError, marketRegistry, type MarketRegistry } from "./market-registry.js";
export { market, markets, type MarketCode } from "./markets.js";
export { draftMarket, type DraftedMarket } from "./draft-market.js";
export { penaltyFor, violationsOf, type CountedMessages, type Penalty } from "./penalties.js";
export type { Basis } from "./schema/entry.js";
export type { MarketPack, MarketPackData } from "./schema/pack.js";
export type { Weekday } from "./schema/process.js";
export { identitiesOf, meetsIdentity, type Identity } from "./identities.js";
export {
  normaliseNumber,
  operatorOf,
  type NormalisedNumber,
  type NumberRefusalCode,
} from "./numbering.js";
export {
  askedFacts,
  checklist,
  commitmentFormRules,
  customerListRules,
  guarantee,
  lineFamily,
  lineRequestRules,
  meetsRule,
  originals,
  purposesSaid,
  senderNames,
  wordsOf,
  type ApplicantFacts,
  type AskedFact,
  type Checklist,
  type ChecklistDocument,
  type ChecklistRequest,
  type CommitmentForm,
  type CustomerListRules,
  type FormRule,
  type LineFamily,
  type LineRequestRule,
  type SenderNames,
} from "./lines.js";
export {
  fineFor,
  printedForm,
  sayingsFor,
  sumInWords,
  type NoteSample,
  type PrintedForm,
} from "./printed.js";
export {
  deadline,
  duration,
  promisedDuration,
  supportHours,
  workingCalendar,
  type Duration,
} from "./durations.js";
export { addDays, addMonths, daysBetween, persianDay } from "./dates.js";
export { dayBounds, localDay, localMonth, monthBounds } from "./local-month.js";
export { isWorkingDay, workingDaysBetween, type WorkingCalendar } from "./working-days.js";
export { next, stateMachine, type StateMachine, type Transition } from "./state-machine.js";
export {
  isDeclaredFor,
  localTimeIn,
  rulesVersion,
  sendGate,
  sendWindow,
  trafficOf,
  type GateReason,
  type SendGate,
  type SendWindow,
  type Traffic,
} from "./content.js";
export {
  isBarredByBlockList,
  isStoppedByRefusal,
  kindsOfTraffic,
  needsConsent,
  sendingRules,
  type SendingRule,
} from "./reach.js";
export {
  carriedAlphabets,
  mostParts,
  scriptOf,
  segmentTable,
  type MarketSegmentTable,
} from "./segments.js";
export { billingRule, tariffs, type Tariff } from "./prices.js";
export { maskNumber } from "./mask-number.js";
