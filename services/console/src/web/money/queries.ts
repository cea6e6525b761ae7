import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

type Schemas = components["schemas"];
export type Wallet = Schemas["Wallet"];
export type Entry = Schemas["EntryList"]["entries"][number];
export type Order = Schemas["Order"];
export type OrderPrice = Schemas["OrderPrice"];
export type PaymentCase = Schemas["PaymentCase"];
export type OrderStatus =
  | "awaiting_payment"
  | "awaiting_proof"
  | "awaiting_review"
  | "paid"
  | "rejected"
  | "failed"
  | "expired";
export type Statement = Schemas["Statement"];
export type Invoice = Schemas["Invoice"];
export type Due = Schemas["DueList"]["dues"][number];
export type MoneyNotices = Schemas["MoneyNoticesStanding"];

export const walletQuery = queryOptions({
  queryKey: ["wallet"],
  queryFn: async () => bodyOf(await api.GET("/v1/wallet", { params: { query: {} } })),
});

/** Every movement, a page at a time. */
export const entriesQuery = infiniteQueryOptions({
  queryKey: ["wallet", "entries"],
  initialPageParam: "",
  queryFn: async ({ pageParam }) =>
    bodyOf(
      await api.GET("/v1/wallet/entries", {
        params: { query: { after: pageParam, limit: 100, order: "newest" } },
      }),
    ),
  getNextPageParam: ({ next }) => next,
});

/** @param tenantId "" = one's own; for finance all customers'. */
export const ordersQuery = (status?: OrderStatus, tenantId = "") =>
  queryOptions({
    queryKey: ["orders", status ?? "", tenantId],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/orders", {
          params: {
            query: {
              after: "",
              limit: 100,
              ...(status !== undefined && { status }),
              ...(tenantId !== "" && { tenantId }),
            },
          },
        }),
      ).orders,
  });

/** An order, asked for again while its payment is under way. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ["orders", "one", id],
    queryFn: async () => bodyOf(await api.GET("/v1/orders/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data?.status === "awaiting_payment" ? 3_000 : false),
  });

/** Payments that no order waited for: one's own; for finance all customers'. */
export const paymentCasesQuery = (status?: "open") =>
  queryOptions({
    queryKey: ["payment-cases", status ?? ""],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/payment-cases", {
          params: { query: { after: "", limit: 100, ...(status !== undefined && { status }) } },
        }),
      ).cases,
  });

/** @param tenantId "" = one's own. */
export const duesQuery = (tenantId = "") =>
  queryOptions({
    queryKey: ["dues", tenantId],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/dues", {
          params: { query: tenantId === "" ? {} : { tenantId } },
        }),
      ),
  });

export const noticesQuery = queryOptions({
  queryKey: ["wallet", "notices"],
  queryFn: async () => bodyOf(await api.GET("/v1/wallet/notices", { params: { query: {} } })),
});

export const statementQuery = (month: string) =>
  queryOptions({
    queryKey: ["statements", month],
    queryFn: async () => bodyOf(await api.GET("/v1/statements", { params: { query: { month } } })),
  });

/** @param tenantId "" = one's own; for finance all customers'. */
export const invoicesQuery = (month = "", tenantId = "") =>
  infiniteQueryOptions({
    queryKey: ["invoices", month, tenantId],
    initialPageParam: "",
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET("/v1/invoices", {
          params: {
            query: {
              after: pageParam,
              limit: 50,
              ...(month !== "" && { month }),
              ...(tenantId !== "" && { tenantId }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
