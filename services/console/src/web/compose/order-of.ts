import { toMinor } from "../language/formats.js";
import type { NewCampaign } from "./queries.js";
import { typedNumbers, type ComposeValues } from "./compose-state.js";

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
    constants: mode === "template" ? withoutBlank(constants) : {},
    dryRun,
    traffic: values.traffic,
    messageType: values.messageType,
    expectReply: values.expectReply,
    validitySeconds: 0,
    variants: [],
    ...(!dryRun && most !== undefined && { maxCost: { currency, minor: most } }),
    ...(values.opens !== "" &&
      values.closes !== "" && { hours: { opens: values.opens, closes: values.closes } }),
    ...(values.notBefore !== "" && { notBefore: new Date(values.notBefore).toISOString() }),
  };
}

function withoutBlank(constants: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(constants).filter(([, value]) => value.trim() !== ""));
}

/** Whether enough is written to ask what it would cost. */
export function isComplete({
  lineId,
  audience,
  listId,
  segmentId,
  numbers,
  mode,
  templateId,
  text,
}: ComposeValues): boolean {
  const toWhom = { list: listId, segment: segmentId, numbers }[audience];
  return (
    lineId !== "" && toWhom.trim() !== "" && (mode === "template" ? templateId : text).trim() !== ""
  );
}
