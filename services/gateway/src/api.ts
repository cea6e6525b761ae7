import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import type { MessageAnswer, MessageItem } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { Life, Ports } from "@whiteline/service-kit";
import { DomainError } from "@whiteline/service-kit";
import Fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import { validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";

import { measureRequests } from "./access-log.js";
import type { Authenticate } from "./auth.js";
import { callOptions, rememberSession, sessionDecorator } from "./caller.js";
import type { Coalescer } from "./coalesce.js";
import type { Config } from "./config.js";
import { addJsonBodies } from "./json-body.js";
import { addDocumentation } from "./openapi.js";
import type { Peers } from "./peers.js";
import { answerOf } from "./problem.js";
import { refuseUnreadable } from "./raw-refusal.js";
import type { Api } from "./route.js";
import { addApplicationRoutes } from "./routes/applications.js";
import { addBlockListRoutes } from "./routes/block-lists.js";
import { addBillingRoutes } from "./routes/billing.js";
import { addCampaignRoutes } from "./routes/campaigns.js";
import { addComplaintRoutes, addSubscriberComplaintRoute } from "./routes/complaints.js";
import { addConsentRoutes } from "./routes/consents.js";
import { addDeskRoutes } from "./routes/desk.js";
import { addDocumentRoutes } from "./routes/documents.js";
import { addDoorRoutes } from "./routes/doors.js";
import { addEligibilityRoutes } from "./routes/eligibility.js";
import { addProviderFileRoutes } from "./routes/provider-file.js";
import { addProviderTrailRoutes } from "./routes/provider-trail.js";
import { addImportProgressRoutes } from "./routes/import-progress.js";
import { addImportRoutes } from "./routes/imports.js";
import { addInvoiceRoutes } from "./routes/invoices.js";
import { addKeyRoutes } from "./routes/keys.js";
import { addLineLifeRoutes } from "./routes/line-life.js";
import { addLineRoutes } from "./routes/lines.js";
import { addListVersionRoutes } from "./routes/list-versions.js";
import { addListRoutes } from "./routes/lists.js";
import { addMemberRoutes } from "./routes/members.js";
import { addMessageRoutes, judgeOneOrMany, type MessageGroup } from "./routes/messages.js";
import { addMetaRoutes } from "./routes/meta.js";
import { addNumberFileRoutes } from "./routes/number-files.js";
import { addNumberPlanRoutes, addPortabilityUpload } from "./routes/number-plan.js";
import { addOperatorRoutes } from "./routes/operators.js";
import { addQueueRoutes } from "./routes/queues.js";
import { addReportRoutes } from "./routes/reports.js";
import { addPaperRoutes } from "./routes/papers.js";
import { addPlanRoutes } from "./routes/plans.js";
import { addPersonRoutes } from "./routes/person.js";
import { addProviderRoutes } from "./routes/providers.js";
import { addPaymentPortRoutes, addPurchaseRoutes } from "./routes/purchases.js";
import { addCreditPriceRoutes } from "./routes/credit-prices.js";
import { addOperatorInvoiceUpload, addReconciliationRoutes } from "./routes/reconciliation.js";
import { addRefusalLinkRoutes } from "./routes/refusal-links.js";
import { addRefusalRoutes } from "./routes/refusals.js";
import { addProposalRoutes } from "./routes/proposals.js";
import { addReadResaleInvitationRoute, addResaleRoutes } from "./routes/resale.js";
import { addResellerRoutes } from "./routes/resellers.js";
import { addSendingLimitRoutes } from "./routes/sending-limits.js";
import { addSegmentRoutes } from "./routes/segments.js";
import { addSuspensionRoutes } from "./routes/suspensions.js";
import { addTariffDraftRoutes } from "./routes/tariff-drafts.js";
import { addPriceGroupRoutes, addTariffRoutes } from "./routes/tariffs.js";
import { addTemplateRoutes } from "./routes/templates.js";
import { addLineTextRuleRoutes, addTextRuleRoutes } from "./routes/text-rules.js";
import { addRegistrationRoutes, addTenantRoutes } from "./routes/tenants.js";
import { addCustomerRoutes } from "./routes/customers.js";
import { addTextDeskRoutes } from "./routes/text-desk.js";
import { addConsultationRoutes, addVisitorRoutes } from "./routes/visitors.js";
import { addForecastRoutes } from "./routes/forecasts.js";
import { addQuoteRoutes } from "./routes/quotes.js";
import { addWalletRoutes } from "./routes/wallet.js";
import { credentialsOf } from "./session-cookie.js";
import { RAW_TYPES, streamedBody } from "./upload.js";

type Parts = Pick<Life, "log" | "metrics"> &
  Pick<Ports, "newId"> & {
    readonly config: Config;
    readonly peers: Peers;
    readonly authenticate: Authenticate;
    readonly groups: Coalescer<MessageGroup, MessageItem, MessageAnswer>;
  };

/** The HTTP server with every route; it does not listen yet. */
export async function buildApi(parts: Parts): Promise<Api> {
  const { config, log, metrics, peers, newId, authenticate, groups } = parts;
  const trusted = config.TRUSTED_PROXIES;
  const answerError = errorAnswer(parts);
  const app: Api = Fastify({
    bodyLimit: config.BODY_MAX_BYTES,
    requestTimeout: config.STREAM_DEADLINE_MS,
    clientErrorHandler: refuseUnreadable,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    ...(trusted === undefined ? {} : { trustProxy: trusted.split(",") }),
  }).withTypeProvider<ZodTypeProvider>();

  app.setValidatorCompiler(validatorCompiler);
  // proto.ts gives every answer its documented type; a test holds each against the document.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(routeUnknown(), request, reply));
  app.decorateRequest(sessionDecorator, null);
  addJsonBodies(app);
  await app.register(cookie);
  measureRequests(app, { log, metrics });
  await addDocumentation(app);

  const deadlineMs = config.REQUEST_DEADLINE_MS;
  addMetaRoutes(app);
  addTextRuleRoutes(app);
  addProviderRoutes(app, { peers, deadlineMs });
  addRegistrationRoutes(app, { peers, newId, deadlineMs });
  const { forgetAll } = authenticate;
  addDoorRoutes(app, { peers, newId, forgetAll, deadlineMs });
  addTariffRoutes(app, { peers, deadlineMs, authenticate });
  addPaymentPortRoutes(app, { peers, deadlineMs });
  addReadResaleInvitationRoute(app, { peers, deadlineMs });
  await app.register(async (links: Api) => addRefusalLinkRoutes(links, { peers, deadlineMs }));
  addVisitorRoutes(app, { peers, newId, deadlineMs });
  addSubscriberComplaintRoute(app, { peers, newId, deadlineMs });

  await app.register(async (keyed: Api) => {
    keyed.addHook("onRequest", async (request) => {
      rememberSession(request, await authenticate(credentialsOf(request)));
    });
    const deps = { peers, newId, forgetAll, ...callOptions(config) };
    addTenantRoutes(keyed, deps);
    addCustomerRoutes(keyed, deps);
    addPersonRoutes(keyed, { ...deps, forget: authenticate.forget });
    addMemberRoutes(keyed, deps);
    addKeyRoutes(keyed, deps);
    addSuspensionRoutes(keyed, deps);
    addLineRoutes(keyed, deps);
    addLineLifeRoutes(keyed, deps);
    addLineTextRuleRoutes(keyed, deps);
    addDeskRoutes(keyed, deps);
    addConsultationRoutes(keyed, deps);
    addApplicationRoutes(keyed, deps);
    addPaperRoutes(keyed, deps);
    addEligibilityRoutes(keyed, deps);
    addProviderTrailRoutes(keyed, deps);
    addProviderFileRoutes(keyed, deps);
    addListRoutes(keyed, deps);
    addRefusalRoutes(keyed, deps);
    addConsentRoutes(keyed, deps);
    addBlockListRoutes(keyed, deps);
    addSendingLimitRoutes(keyed, deps);
    addListVersionRoutes(keyed, deps);
    addImportProgressRoutes(keyed, deps);
    addSegmentRoutes(keyed, deps);
    addNumberPlanRoutes(keyed, deps);
    addTemplateRoutes(keyed, deps);
    addTextDeskRoutes(keyed, deps);
    addComplaintRoutes(keyed, deps);
    addCampaignRoutes(keyed, deps);
    addPlanRoutes(keyed, deps);
    addReportRoutes(keyed, deps);
    addWalletRoutes(keyed, deps);
    addQuoteRoutes(keyed, deps);
    addForecastRoutes(keyed, deps);
    addPurchaseRoutes(keyed, deps);
    addBillingRoutes(keyed, deps);
    addInvoiceRoutes(keyed, deps);
    addReconciliationRoutes(keyed, deps);
    addProposalRoutes(keyed, deps);
    addResellerRoutes(keyed, deps);
    addResaleRoutes(keyed, deps);
    addTariffDraftRoutes(keyed, deps);
    addPriceGroupRoutes(keyed, deps);
    addCreditPriceRoutes(keyed, deps);
    addOperatorRoutes(keyed, deps);
    addQueueRoutes(keyed, deps);

    await keyed.register(async (messages: Api) => {
      messages.setValidatorCompiler(judgeOneOrMany);
      addMessageRoutes(messages, { ...deps, groups });
    });

    // By themselves, because the hooks of multipart run for every request of their scope.
    await keyed.register(async (uploads: Api) => {
      await uploads.register(multipart, {
        limits: { fileSize: Infinity, files: 1, fields: 20, fieldSize: 1_000, parts: 21 },
      });
      uploads.removeContentTypeParser("application/json");
      uploads.setValidatorCompiler(streamedBody);
      const uploading = { ...deps, uploadMaxBytes: config.UPLOAD_MAX_BYTES };
      addDocumentRoutes(uploads, uploading);
      await uploads.register(async (imports: Api) => {
        imports.addContentTypeParser([...RAW_TYPES], (_request, _payload, done) => {
          done(null, undefined);
        });
        addImportRoutes(imports, uploading);
        addNumberFileRoutes(imports, uploading);
        addPortabilityUpload(imports, uploading);
        addOperatorInvoiceUpload(imports, uploading);
      });
    });
  });
  return app;
}

function errorAnswer({ log, newId }: Pick<Parts, "log" | "newId">) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const { problem, headers, unexpected } = answerOf(error, newId);
    if (unexpected) {
      const { url: route } = request.routeOptions;
      log.error({ err: error, route, incident: problem.instance }, "request failed");
    }
    void reply
      .code(problem.status)
      .headers(headers)
      .type("application/problem+json")
      .serializer(JSON.stringify)
      .send(problem);
  };
}

function routeUnknown(): DomainError {
  return new DomainError("not_found", "ROUTE_UNKNOWN", "There is no such method and path.", {
    remedy: "See /openapi.json for what there is.",
  });
}
