import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { api, bodyOf } from "../api/client.js";
import { useKeptKey } from "../api/use-kept-key.js";
import type { ComposeValues } from "./compose-state.js";
import { orderOf } from "./order-of.js";
import { campaignQuery, isAtRest, type Campaign, type NewCampaign } from "./queries.js";

export type Orders = {
  /** Asks what it would cost and whether it may go; nothing is sent. */
  readonly forecast: () => void;
  readonly isAsking: boolean;
  /** What was said of exactly the values that stand there now. */
  readonly answer: Campaign | undefined;
  /** A forecast is there, but something was changed since. */
  readonly isStale: boolean;
  readonly send: () => void;
  readonly isSending: boolean;
  readonly error: unknown;
};

/** A dry run of what is written, and the order itself once the dry run was seen. */
export function useOrders(values: ComposeValues, name: string, currency: string): Orders {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<{ readonly about: string; readonly campaignId: string }>();
  const about = JSON.stringify(orderOf(values, "", true));
  const submit = async (order: NewCampaign, key: string): Promise<Campaign> =>
    bodyOf(
      await api.POST("/v1/campaigns", {
        body: order,
        params: { header: { "idempotency-key": key } },
      }),
    );
  const dryRun = useMutation({
    mutationFn: async () => submit(orderOf(values, name, true), crypto.randomUUID()),
    onSuccess: ({ campaignId }) => setAsked({ about, campaignId }),
  });
  const keyOf = useKeptKey();
  const order = useMutation({
    mutationFn: async () => {
      const wanted = orderOf(values, name, false, currency);
      return submit(wanted, keyOf(wanted));
    },
    onSuccess: async ({ campaignId }) => {
      await queries.invalidateQueries({ queryKey: ["campaigns"] });
      await navigate({ to: "/campaigns/$campaignId", params: { campaignId } });
    },
  });
  const told = useQuery({
    ...campaignQuery(asked?.campaignId ?? ""),
    enabled: asked !== undefined,
  });
  const isStale = asked !== undefined && asked.about !== about;
  const answer = told.data !== undefined && isSettled(told.data) ? told.data : undefined;
  return {
    forecast: () => dryRun.mutate(),
    isAsking: dryRun.isPending || (asked !== undefined && answer === undefined && !told.isError),
    answer: isStale ? undefined : answer,
    isStale,
    send: () => order.mutate(),
    isSending: order.isPending,
    error: order.error ?? dryRun.error ?? told.error,
  };
}

/** A dry run can also end for want of money or at the desk's door. */
function isSettled({ state }: Campaign): boolean {
  return isAtRest(state) || state === "held" || state === "unfunded";
}
