import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Margin = components["schemas"]["Margin"];
export type Resold = components["schemas"]["ResoldList"];
export type Invitation = components["schemas"]["ResaleInvitation"];
export type Surcharge = Resold["surcharges"][number];

export const resoldQuery = queryOptions({
  queryKey: ["resold"],
  queryFn: async () => bodyOf(await api.GET("/v1/resold", { params: { query: {} } })),
});

export const invitationsQuery = queryOptions({
  queryKey: ["resold", "invitations"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/resold/invitations", { params: { query: {} } })).invitations,
});

/** Whose customer one is. @param tenantId of a customer, for finance. */
export const ownResellerQuery = (tenantId?: string) =>
  queryOptions({
    queryKey: ["own-reseller", tenantId ?? ""],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/wallet/reseller", {
          params: { query: { ...(tenantId !== undefined && { tenantId }) } },
        }),
      ),
  });

export const marginQuery = queryOptions({
  queryKey: ["wallet", "margin"],
  queryFn: async () => bodyOf(await api.GET("/v1/wallet/margin", { params: { query: {} } })),
});
