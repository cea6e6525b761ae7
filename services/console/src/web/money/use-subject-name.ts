import { useQuery } from "@tanstack/react-query";

import { campaignsQuery } from "../compose/queries.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** Names of machines, which tell a reader nothing: of a chunk, of a booking. */
const MACHINE = /^[\w-]*:?(?:[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::\d+)?$/u;

/**
 * Names what moved money: the campaign, or the sender with the operator and month of its fee; "" where only machines
 * have a name for it, and the ledger's own words otherwise.
 */
export function useSubjectName(): (subject: string) => string {
  const format = useFormat();
  const operatorName = useOperatorName();
  const campaigns = useQuery({ ...campaignsQuery, retry: false });
  const lines = useQuery({ ...linesQuery, retry: false });
  return (subject) => {
    const [id = "", ...rest] = subject.replace(/^campaign:/u, "").split(":");
    const campaign = campaigns.data?.find(({ campaignId }) => campaignId === id);
    if (campaign !== undefined) return campaign.name;
    const line = lines.data?.find(({ lineId }) => lineId === id);
    if (line === undefined) return MACHINE.test(subject) ? "" : subject;
    const words = rest.map((word) =>
      /^\d{4}-\d{2}$/u.test(word) ? format.month(word) : operatorName(word),
    );
    // Each by itself: Latin names beside Persian days would tear the days apart.
    return [format.digits(line.number), ...words].map((word) => `\u2068${word}\u2069`).join(" · ");
  };
}
