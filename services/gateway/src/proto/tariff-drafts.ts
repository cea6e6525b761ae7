import type {
  GetTariffDraftResponse,
  ListTariffChoicesResponse,
  SaveTariffDraftRequest,
  TariffDraft,
} from "@whiteline/contracts/pricing/v1/tariff_drafts";
import type { z } from "zod";

import type * as shapes from "../shapes/tariff-drafts.js";
import { fromFinding, fromTime, given, maybeMoney, present, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function toTariffDraft(
  tariffId: string,
  { expectedVersion, ...body }: Json<"newTariffDraft">,
): SaveTariffDraftRequest {
  return {
    expectedVersion: BigInt(expectedVersion),
    draft: {
      tariffId,
      providerId: "",
      market: "",
      tenantId: body.tenantId ?? "",
      group: body.group ?? "",
      families: body.families,
      purposes: body.purposes,
      description: body.description,
      taxIncludedPercent: body.taxIncludedPercent,
      tiers: body.tiers.map(({ fromPart, toPart, prices }) => ({
        fromPart: BigInt(fromPart),
        toPart: BigInt(toPart ?? 0),
        prices: prices.map(({ operator = "", script = "", perPart }) => ({
          operator,
          script,
          perPart: toMoney(perPart),
        })),
      })),
      note: body.note,
      status: "",
      effectiveFrom: "",
      savedBy: "",
      savedAt: undefined,
      activatedBy: "",
      version: 0n,
      pending: undefined,
      recalled: "",
    },
  };
}

export function fromTariffDraft(draft: TariffDraft): Json<"tariffDraft"> {
  return {
    tariffId: draft.tariffId,
    providerId: draft.providerId,
    market: draft.market,
    tenantId: given(draft.tenantId),
    group: given(draft.group),
    families: [...draft.families],
    purposes: [...draft.purposes],
    description: draft.description,
    taxIncludedPercent: draft.taxIncludedPercent,
    tiers: draft.tiers.map(({ fromPart, toPart, prices }) => ({
      fromPart: Number(fromPart),
      toPart: toPart === 0n ? undefined : Number(toPart),
      prices: prices.map(({ operator, script, perPart }) => ({
        operator: given(operator),
        script: given(script),
        perPart: maybeMoney(perPart),
      })),
    })),
    note: draft.note,
    status: draft.status,
    effectiveFrom: given(draft.effectiveFrom),
    savedBy: given(draft.savedBy),
    savedAt: fromTime(draft.savedAt),
    activatedBy: given(draft.activatedBy),
    pending: draft.pending && {
      effectiveFrom: draft.pending.effectiveFrom,
      by: draft.pending.by,
      at: fromTime(draft.pending.at),
    },
    recalled: given(draft.recalled),
    version: Number(draft.version),
  };
}

export function fromComparison(answer: GetTariffDraftResponse): Json<"tariffComparison"> {
  const reach = present(answer.reach, "reach");
  return {
    draft: fromTariffDraft(present(answer.draft, "draft")),
    replaces: given(answer.replaces),
    differences: answer.differences.map(({ operator, script, fromPart, before, after }) => ({
      operator,
      script,
      fromPart: Number(fromPart),
      before: maybeMoney(before),
      after: maybeMoney(after),
    })),
    reach: {
      tenants: Number(reach.tenants),
      tenantIds: [...reach.tenantIds],
      openReservations: Number(reach.openReservations),
      held: maybeMoney(reach.held),
      parts: Number(reach.parts),
      costBefore: maybeMoney(reach.costBefore),
      costAfter: maybeMoney(reach.costAfter),
      names: [...reach.names],
    },
    large: answer.large.map(fromFinding),
  };
}

export function fromTariffChoices(answer: ListTariffChoicesResponse): Json<"tariffChoices"> {
  const fourEyes = present(answer.fourEyes, "four_eyes");
  return {
    market: answer.market,
    currency: answer.currency,
    families: [...answer.families],
    purposes: [...answer.purposes],
    groups: [...answer.groups],
    operators: [...answer.operators],
    scripts: [...answer.scripts],
    fourEyes: {
      tenants: Number(fourEyes.tenants),
      percent: Number(fourEyes.percent),
      cost: maybeMoney(fourEyes.cost),
      waived: maybeMoney(fourEyes.waived),
      source: fourEyes.source,
    },
  };
}
