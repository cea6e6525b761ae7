import { toMinor } from "../language/formats.js";
import type { NewPlan } from "../plans/queries.js";
import type { NewCampaign, NewTest } from "./queries.js";
import { typedNumbers, type ComposeValues, type VariantValues } from "./compose-state.js";

/**
 * The order that the values of the compose screen make. A forecast is asked without the ceiling, so that it can be seen
 * by how much it is over it.
 *
 * @param currency the wallet's; "" while it is not known.
 */
export function orderOf(
  values: ComposeValues,
  name: string,
  dryRun: boolean,
  currency = "",
): NewCampaign {
  const most = currency === "" ? undefined : toMinor(values.maxCost, currency);
  const { lineId, audience, listId, segmentId, numbers, mode, templateId, text, constants } =
    values;
  return {
    name,
    lineId,
    listId: audience === "list" ? listId : "",
    segmentId: audience === "segment" ? segmentId : "",
    numbers: audience === "numbers" ? [...typedNumbers(numbers)] : [],
    templateId: mode === "template" ? templateId : "",
    text: mode === "text" ? text : "",
    constants: mode === "text" ? {} : withoutBlank(constants),
    dryRun,
    traffic: values.traffic,
    messageType: values.messageType,
    expectReply: values.expectReply,
    validitySeconds: 0,
    variants: mode === "variants" ? values.variants.map(variantOf) : [],
    ...(!dryRun && most !== undefined && { maxCost: { currency, minor: most } }),
    ...(values.opens !== "" &&
      values.closes !== "" && { hours: { opens: values.opens, closes: values.closes } }),
    ...(typeof values.pacePerMinute === "number" && { pacePerMinute: values.pacePerMinute }),
    ...(values.when === "later" &&
      values.notBefore !== "" && { notBefore: new Date(values.notBefore).toISOString() }),
  };
}

function variantOf({ templateId, text, share }: VariantValues): NewCampaign["variants"][number] {
  return { name: "", templateId, text: templateId === "" ? text : "", share, count: 0 };
}

/** A plan of what the compose screen holds: the campaign without its time, and when it comes back. */
export function planOf(values: ComposeValues, name: string, currency: string): NewPlan {
  const { dryRun: _, ...campaign } = orderOf({ ...values, when: "now" }, name, false, currency);
  const { on, at, weekdays, monthDays, column, daysBefore } = values.plan;
  const days = {
    weekdays: on === "weekdays" ? [...weekdays] : [],
    monthDays: on === "monthDays" ? [...monthDays] : [],
  };
  return {
    campaign,
    rule: {
      at,
      lateMinutes: 120,
      ...(on === "date" ? { date: { column, daysBefore } } : { recurring: days }),
    },
  };
}

/** The same as it would go out, to the mobile of whoever asks. */
export function testOf(
  values: ComposeValues,
  name: string,
  constants: Readonly<Record<string, string>>,
): NewTest {
  const order = orderOf(values, name, false);
  const { lineId, templateId, text, variants, traffic, messageType, expectReply } = order;
  return {
    name,
    lineId,
    templateId,
    text,
    variants,
    traffic,
    messageType,
    expectReply,
    constants: { ...order.constants, ...withoutBlank(constants) },
    validitySeconds: 0,
    personIds: [],
  };
}

/** Whether each text has words and all shares are 100 together. */
function areVariantsComplete(variants: readonly VariantValues[]): boolean {
  const shares = variants.reduce((sum, { share }) => sum + share, 0);
  const areWhole = variants.every(({ share }) => Number.isInteger(share) && share > 0);
  const haveWords = variants.every(({ templateId, text }) => `${templateId}${text}`.trim() !== "");
  return variants.length >= 2 && shares === 100 && areWhole && haveWords;
}

function isPlanComplete({
  when,
  plan: { on, weekdays, monthDays, column },
}: ComposeValues): boolean {
  if (when !== "plan") return true;
  return (
    on === "daily" ||
    (on === "weekdays" && weekdays.length > 0) ||
    (on === "monthDays" && monthDays.length > 0) ||
    (on === "date" && column.trim() !== "")
  );
}

function withoutBlank(constants: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(constants).filter(([, value]) => value.trim() !== ""));
}

/** Whether there is something to say. */
export function hasWords({ mode, templateId, text, variants }: ComposeValues): boolean {
  if (mode === "variants") return areVariantsComplete(variants);
  return (mode === "template" ? templateId : text).trim() !== "";
}

/** Whether enough is written to ask what it would cost. */
export function isComplete(values: ComposeValues): boolean {
  const { lineId, audience, listId, segmentId, numbers } = values;
  const toWhom = { list: listId, segment: segmentId, numbers }[audience];
  return lineId !== "" && toWhom.trim() !== "" && hasWords(values) && isPlanComplete(values);
}
