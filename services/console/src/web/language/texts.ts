import { scopeTexts } from "../account/scope-texts.js";
import { trailTexts } from "../account/trail-texts.js";
import { accountTexts } from "../account/texts.js";
import { accessTexts } from "../access/texts.js";
import { problemTexts } from "../api/problem-texts.js";
import { failureTexts } from "../reports/failure-texts.js";
import { reportTexts } from "../reports/texts.js";
import { roadTexts } from "../road/texts.js";
import { sendingTexts } from "../api/sending-texts.js";
import { findingTexts } from "../api/finding-texts.js";
import { brandnameTexts } from "../brandnames/texts.js";
import { companyTexts } from "../company/texts.js";
import { formFieldTexts } from "../numbers/form-field-texts.js";
import { numberTexts } from "../numbers/texts.js";
import { deskTexts } from "../desk/texts.js";
import { deskEventTexts } from "../desk/event-texts.js";
import { caseFieldTexts } from "../desk/case-field-texts.js";
import { questionTexts } from "../desk/question-texts.js";
import { licenceTexts } from "../desk/licence-texts.js";
import { lineTexts } from "../desk/line-texts.js";
import { actorTexts } from "../pack/actor-texts.js";
import { demandTexts } from "../pack/demand-texts.js";
import { documentTexts } from "../pack/document-texts.js";
import { factTexts } from "../pack/fact-texts.js";
import { familyTexts } from "../pack/family-texts.js";
import { operatorTexts } from "../pack/operator-texts.js";
import { partyTexts } from "../pack/party-texts.js";
import { packTexts } from "../pack/texts.js";
import { citationTexts } from "../parts/citation-texts.js";
import { commonTexts } from "../parts/texts.js";
import { eventTexts, stateTexts } from "../parts/state-texts.js";
import { campaignTexts } from "../compose/campaign-texts.js";
import { costTexts } from "../compose/cost-texts.js";
import { dropTexts } from "../compose/drop-texts.js";
import { messageTypeTexts } from "../compose/message-type-texts.js";
import { outcomeTexts } from "../compose/outcome-texts.js";
import { composeTexts } from "../compose/texts.js";
import { complaintTexts } from "../complaints/texts.js";
import { violationTexts } from "../complaints/violation-texts.js";
import { listTexts } from "../lists/texts.js";
import { plansTexts } from "../plans/texts.js";
import { waitingTexts } from "../compose/waiting-texts.js";
import { refusalTexts } from "../refusals/texts.js";
import { categoryTexts } from "../templates/category-texts.js";
import { culpritTexts } from "../templates/culprit-texts.js";
import { templateTexts } from "../templates/texts.js";
import { replayTexts } from "../texts-desk/replay-texts.js";
import { ruleTexts } from "../texts-desk/rule-texts.js";
import { textsDeskTexts, verdictTexts } from "../texts-desk/texts.js";
import { financeTexts } from "../finance/texts.js";
import { moneyTexts } from "../money/texts.js";
import { tariffTexts } from "../tariffs/texts.js";
import { shellTexts } from "../shell/texts.js";
import { complainTexts } from "../visitors/complain-texts.js";
import { visitorTexts } from "../visitors/texts.js";

/** Every text of the console, by group: a feature adds its group here and nowhere else. */
export const texts = {
  access: accessTexts,
  account: accountTexts,
  actor: actorTexts,
  brandnames: brandnameTexts,
  caseField: caseFieldTexts,
  citation: citationTexts,
  common: commonTexts,
  demand: demandTexts,
  desk: deskTexts,
  deskEvent: deskEventTexts,
  deskLine: lineTexts,
  document: documentTexts,
  company: companyTexts,
  event: eventTexts,
  fact: factTexts,
  family: familyTexts,
  finance: financeTexts,
  finding: findingTexts,
  formField: formFieldTexts,
  licence: licenceTexts,
  numbers: numberTexts,
  pack: packTexts,
  operator: operatorTexts,
  party: partyTexts,
  problem: problemTexts,
  question: questionTexts,
  scope: scopeTexts,
  shell: shellTexts,
  state: stateTexts,
  trail: trailTexts,
  visitor: visitorTexts,
  campaign: campaignTexts,
  category: categoryTexts,
  complain: complainTexts,
  complaint: complaintTexts,
  compose: composeTexts,
  cost: costTexts,
  culprit: culpritTexts,
  drop: dropTexts,
  failure: failureTexts,
  list: listTexts,
  messageType: messageTypeTexts,
  money: moneyTexts,
  outcome: outcomeTexts,
  plan: plansTexts,
  refusal: refusalTexts,
  replay: replayTexts,
  report: reportTexts,
  road: roadTexts,
  rule: ruleTexts,
  sending: sendingTexts,
  tariff: tariffTexts,
  template: templateTexts,
  textsDesk: textsDeskTexts,
  verdict: verdictTexts,
  violation: violationTexts,
  waiting: waitingTexts,
};
