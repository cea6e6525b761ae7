import { useQuery } from "@tanstack/react-query";

import { campaignsQuery } from "../compose/queries.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";

/** Names what moved money: the campaign, or the sender with the operator and month of its fee; undefined: no name. */
export function useSubjectName(): (subject: string) => string | undefined {
  const format = useFormat();
  const campaigns = useQuery({ ...campaignsQuery, refetchInterval: false, retry: false });
  const lines = useQuery({ ...linesQuery, retry: false });
  return (subject) => {
    const [id = "", ...rest] = subject.split(":");
    const campaign = campaigns.data?.find(({ campaignId }) => campaignId === id);
    if (campaign !== undefined) return campaign.name;
    const line = lines.data?.find(({ lineId }) => lineId === id);
    if (line === undefined) return undefined;
    const words = rest.map((word) => (/^\d{4}-\d{2}$/u.test(word) ? format.month(word) : word));
    return [format.digits(line.number), ...words].join(" · ");
  };
}
