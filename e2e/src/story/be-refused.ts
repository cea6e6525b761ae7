import { Refused, until } from "./client.js";
import type { Narrator } from "./narrator.js";
import type { Customer } from "./obtain-line.js";
import { accepted, message, verdict } from "./shapes.js";

/** Two messages that the law does not allow, and one that it does. */
export const beRefused = async (
  customer: Customer,
  member: string,
  templateId: string,
  tell: Narrator,
): Promise<void> => {
  tell.step("Advertising on the service line is refused");
  await refusal(
    customer,
    { lineId: customer.lineId, to: member, text: "۲۰ درصد تخفیف برای خرید آخر هفته" },
    "advertising_on_service_line",
    tell,
  );
  tell.step("A recipient outside the customer list is refused");
  const stranger = "09129999999";
  await refusal(
    customer,
    { lineId: customer.lineId, to: stranger, templateId, variables: { code: "TRK1" } },
    "not_on_customer_list",
    tell,
  );
  tell.step("One lawful message goes out and is delivered");
  const sent = await customer.api.call("/v1/messages", accepted, {
    json: { lineId: customer.lineId, to: member, templateId, variables: { code: "TRK9" } },
  });
  const end = await until(
    () => customer.api.call(`/v1/messages/${sent.messageId}`, message),
    (it) => ["delivered", "undelivered", "rejected", "expired", "failed"].includes(it.state),
    { within: 60_000, what: "the receipt of one message" },
  );
  tell.say(
    `POST /v1/messages → 202 ${sent.messageId}; GET → ${end.state} (${end.operator ?? "?"})`,
  );
};

const refusal = async (
  customer: Customer,
  json: object,
  expected: string,
  tell: Narrator,
): Promise<void> => {
  const refused = await post(customer, json);
  if (refused === undefined) throw new Error(`${expected} was not refused`);
  await showRefusal(customer, refused, expected, tell);
};

/** Posts one message; undefined when it was accepted. */
export const post = async (customer: Customer, json: object): Promise<Refused | undefined> => {
  try {
    await customer.api.call("/v1/messages", accepted, { json });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
};

/** Prints a refusal with its verdict card; throws when it is not the one expected. */
export const showRefusal = async (
  customer: Customer,
  refused: Refused,
  expected: string,
  tell: Narrator,
): Promise<void> => {
  const { problem, status } = refused;
  tell.say(`POST /v1/messages → ${status} ${problem.code}`);
  if (problem.code !== expected)
    throw new Error(`expected ${expected}, got ${problem.code}`, { cause: refused });
  if (problem.verdictId === undefined)
    throw new Error("a refusal without a verdict card", { cause: refused });
  const card = await customer.api.call(`/v1/verdicts/${problem.verdictId}`, verdict);
  tell.say(
    `verdict card ${card.verdictId}: ${card.decision} by ${card.decidingRule ?? "?"} [${card.source ?? ""}]`,
  );
  tell.list(
    card.rulesTried.map(
      (r) =>
        `${r.passed ? "pass" : "FAIL"} ${r.rule} (${r.facts.map((f) => `${f.name} = ${f.value}`).join(", ")})${r.source === undefined ? "" : ` [${r.source}]`}`,
    ),
  );
  tell.say(`remedy: ${card.remedy ?? ""}; may be overridden by: ${card.overrideBy ?? "nobody"}`);
};
