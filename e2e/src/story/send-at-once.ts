import { until } from "./client.js";
import type { Narrator } from "./narrator.js";
import { register } from "./obtain-abroad.js";
import { accepted, filedApplication, line, message, template, wallet } from "./shapes.js";
import { openFurtherDesk, type World } from "./world.js";

/** A minute, in which a visitor comes to send [001 · Sign-up boxes]. */
const PROMISED_S = 60;

/** A visitor signs up and sends a reviewed text over the provider's common sender [001 · Shared]. */
export const sendAtOnce = async (world: World, tell: Narrator): Promise<void> => {
  tell.step("At Melipayamak a visitor signs up and sends over the shared line");
  const providerId = "melipayamak";
  const desk = await openFurtherDesk(world, { providerId, name: "Melipayamak", market: "IR" });
  await desk.operations.call("/v1/lines", line, {
    json: {
      ...{ tenantId: desk.platformTenantId, providerId, market: "IR" },
      ...{ family: "shared_pattern", number: "50004000", type: "service" },
    },
  });
  const began = performance.now();
  const company = { name: "فروشگاه آفتاب", owner: "Mina Karimi", mobile: "09121112233" };
  const { api, tenantId } = await register(world, providerId, company);
  const { state, lineId = "" } = await api.call("/v1/applications", filedApplication, {
    json: {
      ...{ providerId, family: "shared_pattern", facts: { hasSite: true } },
      applicant: { kind: "legal" },
    },
  });
  const { number } = await api.call(`/v1/lines/${lineId}`, line);
  tell.say(`POST /v1/applications → 201, ${state}: the common sender ${number}, without a paper`);
  const pattern = await api.call("/v1/templates", template, {
    json: {
      name: "log-in code",
      body: "کد ورود شما: {code}",
      variables: [{ name: "code", maxLength: 6 }],
    },
  });
  await desk.expert.call(`/v1/templates/${pattern.templateId}/review`, template, {
    json: { decision: "approve", note: "a code", expectedVersion: pattern.version },
  });
  await desk.finance.call("/v1/top-ups", wallet, {
    json: { tenantId, amount: { currency: "IRR", minor: "100000" }, reference: `card ${tenantId}` },
  });
  const { templateId } = pattern;
  const sent = await api.call("/v1/messages", accepted, {
    json: { lineId, to: "09121234321", templateId, variables: { code: "482913" }, lane: "otp" },
  });
  await until(
    () => api.call(`/v1/messages/${sent.messageId}`, message),
    ({ state: now }) => now === "delivered",
    { within: 90_000, what: "the code to be delivered" },
  );
  const seconds = (performance.now() - began) / 1_000;
  if (seconds > PROMISED_S) throw new Error(`it took ${seconds.toFixed(0)} s to send`);
  tell.say(`the expert approves the pattern; delivered ${seconds.toFixed(1)} s after sign-up`);
};
