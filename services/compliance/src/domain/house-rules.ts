import type { Rule } from "./verdict.js";

/** Rules that stand in no market pack: what the house itself asks before the pack's gate is opened. */
export const houseRules = {
  lineUnknown: {
    code: "line_unknown",
    demand: "The line is one of the sender's own.",
    source: "architecture · law 8",
    remedy: "Name one of your own lines.",
  },
  marketNotJudged: {
    code: "market_not_judged",
    demand: "The market of the line has a send gate.",
    source: "architecture · law 2",
    remedy: "Send from a line of a market that this installation judges.",
  },
  trafficUnknown: {
    code: "traffic_unknown",
    demand: "The kind of traffic is one of the market's.",
    source: "003 · Informing; Mobile marketing; 004 · Service",
    remedy: "Name a kind of traffic of the market, or none.",
  },
  contentMissing: {
    code: "content_missing",
    demand: "A message is a text or an approved template.",
    source: "architecture · law 2",
    remedy: "Write a text, or name a template.",
  },
  templateUnknown: {
    code: "template_unknown",
    demand: "The template is one of the sender's own.",
    source: "architecture · law 8",
    remedy: "Name one of your own templates.",
  },
  textNotOfTemplate: {
    code: "text_not_of_template",
    demand: "A text that names a template is that template, each value fitting its variable.",
    source: "001 · Shared",
    remedy: "Compare it with POST /v1/templates/match, which names every difference.",
  },
  hiddenCharacters: {
    code: "hidden_characters",
    demand: "A text holds no characters that show a reader something else than a rule.",
    source: "architecture · law 3",
    remedy: "Write the word in the letters of its own alphabet, without marks of direction.",
  },
  templateNotApproved: {
    code: "template_not_approved",
    demand: "Only an approved template is sent.",
    source: "001 · Shared",
    remedy: "Wait for the approval; if it was rejected, correct the text and register it again.",
  },
  freeTextNeedsDesk: {
    code: "free_text_needs_desk",
    demand:
      "A free text that the rules are not certain of is read by an expert first, where advertising is kept out.",
    source: "000 · Difference; ir.md §8 (hints are derived; weights and numbers are ours)",
    remedy: "Wait for the desk of your provider, or send an approved template.",
  },
  deskReview: {
    code: "desk_review",
    demand: "The expert of the provider decided on the text.",
    source: "ir.md §1 · Provider expert; 002 · General 6",
    remedy: "Change the text as the expert's note says and submit it again.",
  },
  deskReturned: {
    code: "desk_returned",
    demand: "The expert of the provider returned the text with reasons.",
    source: "ir.md §1 · Provider expert; 002 · General 6",
    remedy: "Correct what the reasons name and submit it again.",
  },
} as const satisfies Readonly<Record<string, Rule>>;
