import { api } from "../../api/client.js";
import type { Line } from "../queries.js";

/** What was typed for an act of operations; each act reads what it needs. */
export type ActDraft = {
  readonly reason: string;
  readonly operator: string;
  /** ISO date, "" = none. */
  readonly date: string;
  /** Minor units. */
  readonly price: string;
  readonly currency: string;
  readonly capability: "unknown" | "yes" | "no";
};

export const blankAct: ActDraft = {
  reason: "",
  operator: "",
  date: "",
  price: "",
  currency: "IRR",
  capability: "unknown",
};

type Field = keyof Omit<ActDraft, "currency">;

export type Act = {
  readonly name:
    | "setRenewal"
    | "renew"
    | "callRefresh"
    | "suspend"
    | "lift"
    | "revert"
    | "remove"
    | "complaint"
    | "setInbound";
  readonly fields: readonly Field[];
  /** Fields without which it cannot be done. */
  readonly needs: readonly Field[];
  readonly isGrave: boolean;
  readonly isFor: (line: Line) => boolean;
  readonly run: (line: Line, draft: ActDraft) => Promise<unknown>;
};

const pathOf = ({ lineId }: Line) => ({ path: { id: lineId } });
const reasonOf = ({ version }: Line, { reason, operator }: ActDraft) => ({
  reason: reason.trim(),
  operator,
  expectedVersion: version,
});
const isAlive = ({ status }: Line): boolean => status !== "removed";

/** The later life of a line, act by act. */
export const acts: readonly Act[] = [
  {
    name: "renew",
    fields: [],
    needs: [],
    isGrave: false,
    isFor: (line) => isAlive(line) && line.renewsOn !== undefined,
    run: (line) =>
      api.POST("/v1/lines/{id}/renewals", {
        params: pathOf(line),
        body: { renewsOn: line.renewsOn ?? "" },
      }),
  },
  {
    name: "setRenewal",
    fields: ["date", "price"],
    needs: ["date"],
    isGrave: false,
    isFor: isAlive,
    run: (line, { date, price, currency }) =>
      api.PUT("/v1/lines/{id}/renewal", {
        params: pathOf(line),
        body: { renewsOn: date, ...(price !== "" && { price: { currency, minor: price } }) },
      }),
  },
  {
    name: "callRefresh",
    fields: ["date"],
    needs: [],
    isGrave: false,
    isFor: (line) => isAlive(line) && line.governedByList,
    run: (line, { date }) =>
      api.POST("/v1/lines/{id}/list-refresh-calls", {
        params: pathOf(line),
        body: date === "" ? {} : { dueOn: date },
      }),
  },
  {
    name: "setInbound",
    fields: ["capability"],
    needs: [],
    isGrave: false,
    isFor: isAlive,
    run: (line, { capability }) =>
      api.PUT("/v1/lines/{id}/inbound", { params: pathOf(line), body: { capability } }),
  },
  {
    name: "complaint",
    fields: ["reason"],
    needs: [],
    isGrave: false,
    isFor: () => true,
    run: (line, { reason }) =>
      api.POST("/v1/lines/{id}/complaints", {
        params: { ...pathOf(line), header: {} },
        body: { note: reason.trim() },
      }),
  },
  {
    name: "lift",
    fields: ["reason", "operator"],
    needs: [],
    isGrave: false,
    isFor: ({ status, operatorStatuses }) =>
      status === "suspended" || operatorStatuses.some((each) => each.status === "suspended"),
    run: (line, { reason, operator }) =>
      api.DELETE("/v1/lines/{id}/suspension", {
        params: { ...pathOf(line), query: { reason: reason.trim(), operator } },
      }),
  },
  {
    name: "suspend",
    fields: ["reason", "operator"],
    needs: ["reason"],
    isGrave: true,
    isFor: ({ status }) => status === "active",
    run: (line, draft) =>
      api.POST("/v1/lines/{id}/suspension", { params: pathOf(line), body: reasonOf(line, draft) }),
  },
  {
    name: "revert",
    fields: ["reason"],
    needs: ["reason"],
    isGrave: true,
    isFor: ({ status, type, market }) =>
      market === "IR" && type === "service" && (status === "active" || status === "suspended"),
    run: (line, draft) =>
      api.POST("/v1/lines/{id}/reversion", { params: pathOf(line), body: reasonOf(line, draft) }),
  },
  {
    name: "remove",
    fields: ["reason", "operator"],
    needs: ["reason"],
    isGrave: true,
    isFor: (line) => isAlive(line) && line.pendingDecision === undefined,
    run: (line, draft) =>
      api.POST("/v1/lines/{id}/removal", { params: pathOf(line), body: reasonOf(line, draft) }),
  },
];

/** Says the same as the colleague whose removal waits. */
export function confirmRemoval(line: Line): Promise<unknown> {
  const reason = line.pendingDecision?.note ?? "";
  return api.POST("/v1/lines/{id}/removal", {
    params: pathOf(line),
    body: {
      reason: reason === "" ? "confirmed" : reason,
      operator: "",
      expectedVersion: line.version,
    },
  });
}

/** Whether what was typed is enough. */
export function isComplete({ needs }: Act, draft: ActDraft): boolean {
  return needs.every((field) => draft[field].trim() !== "");
}
