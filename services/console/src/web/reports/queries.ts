import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type TimelineRow = components["schemas"]["Timeline"]["rows"][number];
export type Report = components["schemas"]["Report"];
export type FoundMessage = components["schemas"]["FoundMessages"]["messages"][number];

const DAY_MS = 86_400_000;

/** Messages of the last days, by day, and by operator or line if asked so. */
export const timelineQuery = (days: number, by: "operator" | "line" | undefined) =>
  queryOptions({
    queryKey: ["timeline", days, by],
    queryFn: async () => {
      const from = new Date(Date.now() - days * DAY_MS).toISOString();
      const query = { from, ...(by !== undefined && { by }) };
      return bodyOf(await api.GET("/v1/reports/timeline", { params: { query } }));
    },
    refetchInterval: 30_000,
  });

export type MessageFilters = {
  readonly number: string;
  readonly requestId: string;
  readonly state: string;
  readonly from: string;
  readonly until: string;
  readonly tenantId: string;
};

/** The day after an ISO day, where a time until the end of that day ends. */
const endOf = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString();

export const findMessages = async (
  { number, requestId, state, from, until, tenantId }: MessageFilters,
  pageToken: string,
) => {
  const query = {
    ...{ number, requestId, state, pageToken, tenantId },
    ...(from !== "" && { from: new Date(from).toISOString() }),
    ...(until !== "" && { until: endOf(until) }),
  };
  return bodyOf(await api.GET("/v1/messages", { params: { query } }));
};
