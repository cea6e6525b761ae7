import { texts } from "../../services/console/src/web/language/texts.js";
import type { Reader } from "../src/browser/open-browser.js";

type Groups = typeof texts;

/** The console's own words in a language, so that a journey reads the screen as its reader does. */
export function wordsOf(language: Reader) {
  return {
    access: (key: keyof Groups["access"]) => texts.access[key][language],
    account: (key: keyof Groups["account"]) => texts.account[key][language],
    brandname: (key: keyof Groups["brandnames"]) => texts.brandnames[key][language],
    common: (key: keyof Groups["common"]) => texts.common[key][language],
    company: (key: keyof Groups["company"]) => texts.company[key][language],
    desk: (key: keyof Groups["desk"]) => texts.desk[key][language],
    deskEvent: (key: keyof Groups["deskEvent"]) => texts.deskEvent[key][language],
    fact: (key: keyof Groups["fact"]) => texts.fact[key][language],
    family: (key: keyof Groups["family"]) => texts.family[key][language],
    field: (key: keyof Groups["formField"]) => texts.formField[key][language],
    finding: (key: keyof Groups["finding"]) => texts.finding[key][language],
    licence: (key: keyof Groups["licence"]) => texts.licence[key][language],
    line: (key: keyof Groups["deskLine"]) => texts.deskLine[key][language],
    number: (key: keyof Groups["numbers"]) => texts.numbers[key][language],
    problem: (key: keyof Groups["problem"]) => texts.problem[key][language],
    question: (key: keyof Groups["question"]) => texts.question[key][language],
    shell: (key: keyof Groups["shell"]) => texts.shell[key][language],
    campaign: (key: keyof Groups["campaign"]) => texts.campaign[key][language],
    category: (key: keyof Groups["category"]) => texts.category[key][language],
    complain: (key: keyof Groups["complain"]) => texts.complain[key][language],
    complaint: (key: keyof Groups["complaint"]) => texts.complaint[key][language],
    cost: (key: keyof Groups["cost"]) => texts.cost[key][language],
    compose: (key: keyof Groups["compose"]) => texts.compose[key][language],
    culprit: (key: keyof Groups["culprit"]) => texts.culprit[key][language],
    drop: (key: keyof Groups["drop"]) => texts.drop[key][language],
    list: (key: keyof Groups["list"]) => texts.list[key][language],
    refusal: (key: keyof Groups["refusal"]) => texts.refusal[key][language],
    money: (key: keyof Groups["money"]) => texts.money[key][language],
    finance: (key: keyof Groups["finance"]) => texts.finance[key][language],
    plan: (key: keyof Groups["plan"]) => texts.plan[key][language],
    outcome: (key: keyof Groups["outcome"]) => texts.outcome[key][language],
    report: (key: keyof Groups["report"]) => texts.report[key][language],
    road: (key: keyof Groups["road"]) => texts.road[key][language],
    replay: (key: keyof Groups["replay"]) => texts.replay[key][language],
    tariff: (key: keyof Groups["tariff"]) => texts.tariff[key][language],
    template: (key: keyof Groups["template"]) => texts.template[key][language],
    textsDesk: (key: keyof Groups["textsDesk"]) => texts.textsDesk[key][language],
    waiting: (key: keyof Groups["waiting"]) => texts.waiting[key][language],
    verdict: (key: keyof Groups["verdict"]) => texts.verdict[key][language],
    state: (key: keyof Groups["state"]) => texts.state[key][language],
    /** What the trail says of a thing and what was done to it. */
    trail: (
      thing: `thing_${string}` & keyof Groups["trail"],
      did: `did_${string}` & keyof Groups["trail"],
    ) =>
      texts.trail.sentence[language]
        .replace("{thing}", texts.trail[thing][language])
        .replace("{did}", texts.trail[did][language]),
    visitor: (key: keyof Groups["visitor"]) => texts.visitor[key][language],
  };
}
