import { requestIdOf, sessionOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { fromBalance, fromEntries, fromVerification, toTopUp } from "../proto/pricing.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  entryList,
  entryQuery,
  ledgerVerification,
  newTopUp,
  wallet,
  walletQuery,
} from "../shapes/pricing.js";
import { problems } from "../shapes/problem.js";
import { repeatable } from "../shapes/words.js";

/** What is in a wallet, and where every rial went. */
export function addWalletRoutes(app: Api, { peers, newId, call, stream }: RouteDeps): void {
  const { pricing } = peers;

  app.get(
    "/v1/wallet",
    {
      schema: {
        operationId: "getWallet",
        tags: ["wallet"],
        summary: "What is available and what is reserved",
        querystring: walletQuery,
        response: { 200: wallet, ...problems },
      },
    },
    async (request) => {
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const { balance } = await pricing.getBalance({ tenantId }, call(request));
      return fromBalance(present(balance, "balance"));
    },
  );

  app.get(
    "/v1/wallet/entries",
    {
      schema: {
        operationId: "listEntries",
        tags: ["wallet"],
        summary: "Every movement of the wallet",
        querystring: entryQuery,
        response: { 200: entryList, ...problems },
      },
    },
    async (request) => {
      const { after, limit, order } = request.query;
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      const page = { tenantId, after, limit, newestFirst: order === "newest" };
      const { entries } = await pricing.listEntries(page, call(request));
      return fromEntries(entries, limit);
    },
  );

  app.post(
    "/v1/top-ups",
    {
      schema: {
        operationId: "topUp",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): money that was received",
        headers: repeatable,
        body: newTopUp,
        response: { 201: wallet, ...problems },
      },
    },
    async (request, reply) => {
      const question = toTopUp(request.body, requestIdOf(request.headers, newId));
      const answer = await pricing.topUp(question, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      return reply.code(201).send(fromBalance(outcome.value));
    },
  );

  app.get(
    "/v1/ledger/verification",
    {
      schema: {
        operationId: "verifyLedger",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): whether the ledger is exact",
        response: { 200: ledgerVerification, ...problems },
      },
    },
    async (request, reply) =>
      fromVerification(await pricing.verifyLedger({}, stream(request, reply))),
  );
}
