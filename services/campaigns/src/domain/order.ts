import type { MarketPack } from "@whiteline/markets";
import type { Order } from "./campaign.js";
import type { Finding } from "./finding.js";
import type { Line } from "./line.js";
import { answerFaults, messageTypeOf, messageTypeUnknown, typeFinding } from "./message-type.js";
import { takeApart, variablesOf, type TemplateText } from "./message-text.js";
import { findPaceFault } from "./pace.js";
import { measureText, type TextRules } from "./text-rules.js";
import { findValidityFault } from "./validity.js";
import { findVariantFault, textsOf } from "./variant.js";

/** Numbers written beside or instead of a list; more belong into a list. */
const MOST_NUMBERS = 10_000;
const LONGEST_NAME = 200;
const DAY_MS = 86_400_000;
/** Clocks differ, and a form may have been open for a while: a start that has just passed is meant as now. */
const LATEST_START_MS = 10 * 60_000;
/** A start further away than this is more likely a slip of the pen than a plan. */
const FURTHEST_START_MS = 90 * DAY_MS;
/** What can be said of an order before anybody is asked: the first fault, or undefined. */
export const findFault = (order: Order, now: Date): Finding | undefined => {
  if (order.requestId === "") {
    return fault("REQUEST_ID_MISSING", "request_id", "Every submission carries a request id.", {
      remedy: "Send a fresh request id; repeat it when you repeat the request.",
    });
  }
  if (order.name.length > LONGEST_NAME) {
    return fault("NAME_TOO_LONG", "name", `A name has at most ${LONGEST_NAME} characters.`, {
      remedy: "Shorten the name.",
    });
  }
  const named = order.listId !== "" || order.segmentId !== "";
  if (!named && order.numbers.length === 0) {
    return fault(
      "AUDIENCE_MISSING",
      "list_id",
      "A campaign goes to a list or a segment, to numbers, or both.",
      { remedy: "Name a list or a segment, or give numbers." },
    );
  }
  if (order.listId !== "" && order.segmentId !== "") {
    return fault("LIST_OR_SEGMENT", "segment_id", "A campaign names a list or a segment of one.", {
      remedy: "Leave the list out: the segment knows its list.",
    });
  }
  if (order.numbers.length > MOST_NUMBERS) {
    return fault("TOO_MANY_NUMBERS", "numbers", `At most ${MOST_NUMBERS} numbers fit here.`, {
      remedy: "Import the numbers as a list.",
    });
  }
  const texts = [order.text, order.templateId, ...order.variants.slice(0, 1).map(() => "variants")];
  if (texts.filter((text) => text !== "").length !== 1) {
    return fault("TEXT_OR_TEMPLATE", "text", "A campaign has a text, a template or variants.", {
      remedy: "Give one of text, template_id and variants.",
    });
  }
  return (
    findVariantFault(order.variants) ??
    findPaceFault(order.pacePerMinute) ??
    findTimeFault(order, now)
  );
};

/** What is wrong with its times at the clock of now. */
const findTimeFault = (
  order: Pick<Order, "notBefore" | "validityMs">,
  now: Date,
): Finding | undefined => findStartFault(order, now) ?? findValidityFault(order.validityMs, "bulk");

/** A start that has passed, or that is too far away to be meant. */
export const findStartFault = (
  { notBefore }: Pick<Order, "notBefore">,
  now: Date,
): Finding | undefined => {
  const ahead = notBefore === undefined ? 0 : notBefore.getTime() - now.getTime();
  if (ahead < -LATEST_START_MS) {
    return fault("START_IN_THE_PAST", "not_before", "The start has passed.", {
      remedy: "Give a start that is still to come, or none to begin at once.",
    });
  }
  if (ahead > FURTHEST_START_MS) {
    return fault("START_TOO_FAR", "not_before", "A campaign starts within 90 days.", {
      remedy: "Submit the campaign nearer to its start.",
    });
  }
  return undefined;
};

/** Faults of the line for this tenant. */
export const findLineFault = (line: Line | undefined, tenantId: string): Finding | undefined => {
  if (line?.tenantId !== tenantId) {
    return fault("LINE_UNKNOWN", "line_id", "The line is not one of this tenant.", {
      remedy: "Take the id of the line from the list of your lines.",
    });
  }
  if (line.active) return undefined;
  return fault("LINE_NOT_ACTIVE", "line_id", "Only an active line may send.", {
    remedy: "Use another line, or ask your provider why this one is not active.",
  });
};

/**
 * Faults of the kind of message with this sender: a market that has no such kind, a kind that cannot be answered, a sender
 * from which it does not come [tr.md §4].
 */
export const findTypeFault = (
  pack: MarketPack,
  { messageType, expectReply }: Pick<Order, "messageType" | "expectReply">,
  { sender }: Pick<Line, "sender">,
): Finding | undefined => {
  const type = messageTypeOf(pack, messageType);
  if (type === "unknown") return messageTypeUnknown(pack);
  if (type === "none") return undefined;
  const numberDigits = /^\d+$/u.test(sender) ? sender.length : undefined;
  const [found] = answerFaults(type, { numberDigits, expectReply });
  return found === undefined ? undefined : typeFinding(found, type);
};

/**
 * Faults of a free text, or of the constants for templates: each constant is of at least one of them.
 * @param templates of the texts that go out, in their order; undefined where the text is free
 */
export const findTextFault = (
  order: Pick<Order, "templateId" | "text" | "variants" | "constants">,
  templates: readonly (TemplateText | undefined)[],
  rules: TextRules,
): Finding | undefined => {
  const known = new Set<string>();
  for (const [place, { text }] of textsOf(order).entries()) {
    const template = templates[place];
    if (template !== undefined) {
      for (const name of variablesOf(takeApart(template))) known.add(name);
    }
    const fault = findOneTextFault(text, order.constants, template, rules);
    if (fault !== undefined) return fault;
  }
  const stranger = Object.keys(order.constants).find((name) => !known.has(name));
  const isFree = templates.every((template) => template === undefined);
  if (stranger === undefined || isFree) return undefined;
  return fault("VARIABLE_UNKNOWN", stranger, "The template has no variable of this name.", {
    remedy: `Use the template's variables: ${[...known].join(", ")}.`,
  });
};

/** Of a test, for which no list stands behind: values that its texts need and that were not given. */
export const findValueFault = (
  { constants }: Pick<Order, "constants">,
  templates: readonly (TemplateText | undefined)[],
): Finding | undefined => {
  const needed = templates.flatMap((template) =>
    template === undefined ? [] : variablesOf(takeApart(template)),
  );
  const missing = [...new Set(needed)].filter((name) => (constants[name] ?? "").trim() === "");
  return missing.length === 0
    ? undefined
    : fault("TEST_VALUES_MISSING", "constants", `The text needs ${missing.join(", ")}.`, {
        remedy: "Give a value for each in constants, as one of your customers might have it.",
      });
};

const findOneTextFault = (
  text: string,
  constants: Order["constants"],
  template: TemplateText | undefined,
  rules: TextRules,
): Finding | undefined => {
  if (template === undefined) {
    const measured = measureText(rules, text);
    return measured.kind === "refused" ? measured.finding : undefined;
  }
  const limits = new Map(template.variables.map((variable) => [variable.name, variable]));
  for (const [name, value] of Object.entries(constants)) {
    const limit = limits.get(name);
    if (limit === undefined) continue;
    const { maxLength: most, pattern = "" } = limit;
    if (value.length > most) {
      return fault("VARIABLE_TOO_LONG", name, `Its value has at most ${most} characters.`, {
        remedy: "Shorten the value, or have a template with a longer variable approved.",
      });
    }
    if (pattern !== "" && !new RegExp(pattern, "u").test(value)) {
      return fault("VARIABLE_WRONG_TYPE", name, "Its value is of another type than was approved.", {
        remedy: "Give a value of the variable's type.",
      });
    }
  }
  return undefined;
};

const fault = (
  code: string,
  subject: string,
  rule: string,
  { remedy }: { readonly remedy: string },
): Finding => ({ code, subject, rule, source: "campaign order", remedy });
