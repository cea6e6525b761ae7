import type { DispatcherServiceImplementation } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import type { Account, Route } from "./config.js";
import type { BindPlan } from "./domain/bind-plan.js";
import { fromBind, fromRoute } from "./proto.js";
import type { BindState } from "./smpp/road.js";
import type { LeaseStore } from "./store/leases.js";

type Dependencies = {
  readonly accounts: readonly Account[];
  readonly binds: readonly { readonly account: Account; readonly bind: BindPlan }[];
  readonly routes: readonly Route[];
  readonly states: ReadonlyMap<string, BindState>;
  readonly leases: LeaseStore;
};

/** Rate told for an account without a limit of its own, for forecasts: what one process carries. */
const UNLIMITED_RATE = 5_000;

/** What the dispatcher answers: its binds to operations, its routes to every caller we know. */
export const dispatcherService = ({
  accounts,
  binds,
  routes,
  states,
  leases,
}: Dependencies): DispatcherServiceImplementation<CallContextExt> => ({
  async listBinds(_request, context) {
    requireStaff(context, "operations");
    const holders = await leases.holders();
    return {
      binds: binds.flatMap(({ account, bind }) => {
        const state = states.get(bind.bindId);
        const held = holders.get(bind.bindId);
        const operator = routes.find((route) => route.account === account.account)?.route ?? "";
        return state === undefined
          ? []
          : [fromBind(account, bind, operator, { ...state, ...held })];
      }),
    };
  },

  async listRoutes() {
    return {
      routes: routes.map((route) => {
        const rate = accounts.find((account) => account.account === route.account)?.rate ?? 0;
        return fromRoute(route, rate === 0 ? UNLIMITED_RATE : rate);
      }),
    };
  },

  async listInDoubt(_request, context) {
    requireStaff(context, "operations");
    return { inDoubt: [], nextPageToken: "", held: 0n };
  },

  async settleInDoubt(_request, context) {
    requireStaff(context, "operations");
    throw new DomainError("not_found", "IN_DOUBT_UNKNOWN", "There is no such case.", {
      remedy: "List the cases in doubt.",
    });
  },
});
