import type { Campaign } from "./campaign.js";
import { patience } from "./patience.js";

/** A campaign as it stands when it has been submitted. */
export const sampleCampaign = (over: Partial<Campaign> = {}): Campaign => {
  const at = new Date("2026-11-22T10:00:00Z");
  return {
    campaignId: "aaaaaaaaaaaaaaaaaaaaaaaa",
    tenantId: "tenant-a",
    version: 1,
    revision: 1,
    order: {
      requestId: "r-1",
      fingerprint: "f",
      name: "Sale",
      listId: "list-1",
      segmentId: "",
      numbers: [],
      templateId: "",
      text: "سلام",
      constants: {},
      dryRun: false,
      notBefore: undefined,
      validityMs: 86_400_000,
      traffic: "",
      submittedBy: "key:k-1",
    },
    line: {
      lineId: "line-1",
      tenantId: "tenant-a",
      providerId: "asanak",
      market: "IR",
      family: "landline_021",
      sender: "02191001234",
      advertising: false,
      active: true,
      governedByList: true,
      version: 1,
      operators: [],
    },
    stage: "materialising",
    pausedAt: undefined,
    cause: patience.materialising.cause,
    since: at,
    deadline: undefined,
    asks: 0,
    batch: "batch-1",
    audience: undefined,
    ask: undefined,
    clearance: undefined,
    verdictId: "",
    funding: undefined,
    refusal: undefined,
    createdAt: at,
    finishedAt: undefined,
    closed: false,
    ...over,
  };
};
