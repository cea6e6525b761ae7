import { post, showRefusal } from "./be-refused.js";
import { until } from "./client.js";
import type { Narrator } from "./narrator.js";
import type { Customer } from "./obtain-line.js";
import { line } from "./shapes.js";
import type { World } from "./world.js";

/** The account at the simulated operator over which the subscriber's reply comes. */
const ACCOUNT = "wl-mci";
const REFUSAL = "لغو";

/** A subscriber answers with the word of refusal; from then on nothing more reaches them from that line. */
export const withdraw = async (
  world: World,
  customer: Customer,
  member: string,
  templateId: string,
  tell: Narrator,
): Promise<void> => {
  tell.step("A subscriber answers with a word of refusal, and the door is closed");
  const { number } = await customer.api.call(`/v1/lines/${customer.lineId}`, line);
  const reply = { from: member.replace("+", ""), to: number, text: REFUSAL, systemId: ACCOUNT };
  const said = await fetch(`${world.simulator}/mo?${new URLSearchParams(reply).toString()}`, {
    method: "POST",
  });
  if (!said.ok) throw new Error(`the operator took no reply: ${await said.text()}`);
  const began = performance.now();
  tell.say(`the subscriber writes «${REFUSAL}» to ${number}`);
  let tried = 0;
  const refused = await until(
    () => {
      tried += 1;
      // Another text each time, so that the operator tells a new message from a repeated one.
      const variables = { code: `BYE${tried}` };
      return post(customer, { lineId: customer.lineId, to: member, templateId, variables });
    },
    (it) => it !== undefined,
    { within: 90_000, what: "the refusal to count" },
  );
  if (refused === undefined) throw new Error("the refusal did not count");
  tell.say(`it counts ${((performance.now() - began) / 1_000).toFixed(1)} s later`);
  await showRefusal(customer, refused, "opted_out", tell);
};
