import {
  VariableType,
  type RegisterTemplateRequest,
  type Template,
} from "@whiteline/contracts/compliance/v1/compliance";
import { asExpert, asTenant, type startCompliance } from "./compliance-env.js";

type World = Awaited<ReturnType<typeof startCompliance>>;

export const draft = (over: Partial<RegisterTemplateRequest> = {}): RegisterTemplateRequest => ({
  requestId: "request-1",
  name: "order sent",
  body: "سفارش {code} ارسال شد",
  variables: [{ name: "code", maxLength: 12, type: VariableType.UNSPECIFIED, pattern: "" }],
  ...over,
});

export const register = async (it: World, over: Partial<RegisterTemplateRequest> = {}) => {
  const { outcome } = await it.client.registerTemplate(draft(over), asTenant);
  if (outcome?.$case !== "template") throw new Error("the template was refused");
  return outcome.value;
};

export const review = async (it: World, { templateId, version }: Template, approve = true) => {
  const request = { templateId, approve, note: approve ? "" : "vague", expectedVersion: version };
  const { template } = await it.client.reviewTemplate(request, asExpert);
  return template!;
};
