import type {
  SaveTariffDraftRequest,
  SaveTariffDraftResponse,
  TariffDraftsServiceImplementation,
} from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { localDay, type MarketPack } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { standingOf, type ProviderTariff } from "./domain/provider-tariff.js";
import { tariffFaults } from "./domain/tariff-faults.js";
import { packOfProvider } from "./pack-of-provider.js";
import { fromFinding } from "./proto.js";
import { fromCell, fromReach, fromTariffDraft, toProviderTariff } from "./proto-tariffs.js";
import {
  activateTariff,
  changed,
  recallActivation,
  requireDraft,
  type ActivatingTariffs,
} from "./activate-tariff.js";
import type { WalletStore } from "./store/wallets.js";
import { weighTariff } from "./tariff-reach.js";
import type { TenantNames } from "./tenant-names.js";
import { tariffChoices } from "./tariff-choices.js";
import type { Answer, Desk } from "./tariff-desk.js";

type Dependencies = ActivatingTariffs & {
  readonly wallets: WalletStore;
  readonly namesOf: TenantNames;
  readonly now: () => Date;
};

/** Drafts of price lists, their difference, their reach and their activation; all of finance. */
export const tariffDraftsService = (
  it: Dependencies,
): TariffDraftsServiceImplementation<CallContextExt> => {
  const desk = (context: CallContextExt) => {
    const principal = requireStaff(context, "finance");
    const { providerId } = principal;
    if (providerId === undefined) {
      throw new DomainError("forbidden", "OTHER_PROVIDER", "Only staff of a provider may ask.");
    }
    const at = it.now();
    return { actor: actorOf(principal), providerId, at, pack: packOfProvider(providerId, at) };
  };
  const meet = async (providerId: string, tariffId: string): Promise<ProviderTariff> => {
    const found = await it.tariffs.byId(providerId, tariffId);
    if (found !== undefined) return found;
    throw new DomainError("not_found", "TARIFF_UNKNOWN", "There is no such price list.");
  };
  const answer = async (list: ProviderTariff, pack: MarketPack, at: Date) => {
    const lists = await it.tariffs.list(list.providerId, "active");
    return fromTariffDraft(list, standingOf(list, lists, localDay(pack, at.toISOString())));
  };

  return {
    saveTariffDraft: saveTariffDraft(it, { desk, answer }),
    activateTariff: activateTariff(it, { desk, meet, answer }),
    recallActivation: recallActivation(it, { desk, meet, answer }),

    async listTariffChoices(_request, context) {
      return tariffChoices(desk(context).pack);
    },

    async listTariffDrafts({ status }, context) {
      const { providerId, pack, at } = desk(context);
      const lists = await it.tariffs.list(providerId);
      const day = localDay(pack, at.toISOString());
      return {
        drafts: lists
          .map((list) => ({ list, standing: standingOf(list, lists, day) }))
          .filter(({ standing }) => status === "" || standing === status)
          .map(({ list, standing }) => fromTariffDraft(list, standing)),
      };
    },

    async getTariffDraft({ tariffId }, context) {
      const { providerId, pack, at } = desk(context);
      const list = await meet(providerId, tariffId);
      const planned = list.pending?.effectiveFrom ?? list.effectiveFrom;
      const day = planned === "" ? localDay(pack, at.toISOString()) : planned;
      const { replaced, reach, cells, large } = await weighTariff(it, pack, list, { at, day });
      const { code } = pack.currency;
      const told = fromReach(reach, code);
      return {
        draft: await answer(list, pack, at),
        replaces: replaced?.id ?? "",
        differences: cells.map((cell) => fromCell(cell, code)),
        reach: { ...told, names: await it.namesOf(told.tenantIds) },
        large: large.map(fromFinding),
      };
    },

    async withdrawTariff({ tariffId, expectedVersion }, context) {
      const { actor, providerId, pack, at } = desk(context);
      const list = await meet(providerId, tariffId);
      if (list.status === "active" && list.effectiveFrom <= localDay(pack, at.toISOString())) {
        throw new DomainError("precondition", "TARIFF_IN_FORCE", "The list was put in force.", {
          remedy: "Put another one in force from a later day.",
        });
      }
      const status = "withdrawn" as const;
      const withdrawn = { ...list, status, pending: null, version: list.version + 1 };
      const deed = { action: "tariff.withdrawn", by: actor } as const;
      if (!(await it.keep(withdrawn, Number(expectedVersion), deed))) throw changed();
      return { draft: await answer(withdrawn, pack, at) };
    },
  };
};

const saveTariffDraft =
  (it: Dependencies, { desk, answer }: { readonly desk: Desk; readonly answer: Answer }) =>
  async (
    { draft, expectedVersion }: SaveTariffDraftRequest,
    context: CallContextExt,
  ): Promise<SaveTariffDraftResponse> => {
    const { actor, providerId, pack, at } = desk(context);
    const wanted = toProviderTariff(draft, { pack, providerId, by: actor, at });
    const known = await it.tariffs.byId(providerId, wanted.tariffId);
    if (known !== undefined) requireDraft(known);
    if (wanted.tenantId !== "") {
      const customer = await it.wallets.byTenant(wanted.tenantId);
      if (customer?.providerId !== providerId) {
        throw new DomainError("not_found", "TENANT_UNKNOWN", "There is no such tenant.");
      }
    }
    const findings = tariffFaults(pack, wanted);
    if (findings.length > 0) {
      return {
        outcome: { $case: "refused", value: { findings: findings.map(fromFinding) } },
      };
    }
    // Whoever writes it anew takes a pending activation back with it.
    const list = { ...wanted, version: (known?.version ?? 0) + 1 };
    if (Number(expectedVersion) !== (known?.version ?? 0)) throw changed();
    const deed = { action: "tariff.saved", by: actor } as const;
    if (!(await it.keep(list, Number(expectedVersion), deed))) throw changed();
    return { outcome: { $case: "draft", value: await answer(list, pack, at) } };
  };
