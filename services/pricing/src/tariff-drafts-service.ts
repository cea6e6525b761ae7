import type {
  ActivateTariffRequest,
  ActivateTariffResponse,
  SaveTariffDraftRequest,
  SaveTariffDraftResponse,
  TariffDraftsServiceImplementation,
} from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { localDay, markets, type MarketPack } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { standingOf, type ProviderTariff } from "./domain/provider-tariff.js";
import { tariffDifference } from "./domain/tariff-difference.js";
import { tariffFaults } from "./domain/tariff-faults.js";
import { fromFinding } from "./proto.js";
import { fromCell, fromReach, fromTariffDraft, toProviderTariff } from "./proto-tariffs.js";
import type { ActivateList } from "./store/activate-list.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";
import type { WalletStore } from "./store/wallets.js";
import { tariffReach, type ReachDependencies } from "./tariff-reach.js";

type Dependencies = ReachDependencies & {
  readonly tariffs: ProviderTariffStore;
  readonly wallets: WalletStore;
  readonly activate: ActivateList;
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
    return { actor: actorOf(principal), providerId, at, pack: packOf(providerId, at) };
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
      const { replaced, reach } = await tariffReach(it, pack, list, at);
      const after = { id: list.tariffId, group: null, tiers: list.tiers, source: "" };
      return {
        draft: await answer(list, pack, at),
        replaces: replaced?.id ?? "",
        differences: tariffDifference(pack, replaced, after).map((cell) =>
          fromCell(cell, pack.currency.code),
        ),
        reach: fromReach(reach, pack.currency.code),
      };
    },

    async withdrawTariff({ tariffId, expectedVersion }, context) {
      const { providerId, pack, at } = desk(context);
      const list = await meet(providerId, tariffId);
      if (list.status === "active" && list.effectiveFrom <= localDay(pack, at.toISOString())) {
        throw new DomainError("precondition", "TARIFF_IN_FORCE", "The list was put in force.", {
          remedy: "Put another one in force from a later day.",
        });
      }
      const withdrawn = { ...list, status: "withdrawn" as const, version: list.version + 1 };
      if (!(await it.tariffs.save(withdrawn, Number(expectedVersion)))) throw changed();
      return { draft: await answer(withdrawn, pack, at) };
    },
  };
};

type Desk = (context: CallContextExt) => {
  readonly actor: string;
  readonly providerId: string;
  readonly at: Date;
  readonly pack: MarketPack;
};
type Answer = (
  list: ProviderTariff,
  pack: MarketPack,
  at: Date,
) => Promise<ReturnType<typeof fromTariffDraft>>;

const saveTariffDraft =
  (it: Dependencies, { desk, answer }: { readonly desk: Desk; readonly answer: Answer }) =>
  async (
    { draft, expectedVersion }: SaveTariffDraftRequest,
    context: CallContextExt,
  ): Promise<SaveTariffDraftResponse> => {
    const { actor, providerId, pack, at } = desk(context);
    const wanted = toProviderTariff(draft, { pack, providerId, by: actor, at });
    const known = await it.tariffs.byId(providerId, wanted.tariffId);
    if (known !== undefined && known.status !== "draft") {
      throw new DomainError("precondition", "TARIFF_NOT_DRAFT", "The list is no draft any more.", {
        remedy: "Draft another one under a new name.",
      });
    }
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
    const list = { ...wanted, version: (known?.version ?? 0) + 1 };
    if (Number(expectedVersion) !== (known?.version ?? 0)) throw changed();
    if (!(await it.tariffs.save(list, Number(expectedVersion)))) throw changed();
    return { outcome: { $case: "draft", value: await answer(list, pack, at) } };
  };

const activateTariff =
  (
    it: Dependencies,
    {
      desk,
      meet,
      answer,
    }: {
      readonly desk: Desk;
      readonly meet: (providerId: string, tariffId: string) => Promise<ProviderTariff>;
      readonly answer: Answer;
    },
  ) =>
  async (
    { tariffId, effectiveFrom, expectedVersion }: ActivateTariffRequest,
    context: CallContextExt,
  ): Promise<ActivateTariffResponse> => {
    const { actor, providerId, pack, at } = desk(context);
    const list = await meet(providerId, tariffId);
    if (list.status !== "draft") {
      throw new DomainError("precondition", "TARIFF_NOT_DRAFT", "The list is no draft any more.", {
        remedy: "Draft another one under a new name.",
      });
    }
    if (!isDay(effectiveFrom) || effectiveFrom < localDay(pack, at.toISOString())) {
      throw new DomainError(
        "precondition",
        "TARIFF_DATE_INVALID",
        "A list begins today or on a day to come.",
        { remedy: "Name such a day: what was sent keeps its price." },
      );
    }
    const active: ProviderTariff = {
      ...list,
      status: "active",
      effectiveFrom,
      activatedBy: actor,
      activatedAt: at,
      version: list.version + 1,
    };
    if (!(await it.activate(active, Number(expectedVersion)))) throw changed();
    return { draft: await answer(active, pack, at) };
  };

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** The market of a provider. @throws DomainError forbidden OTHER_PROVIDER for one without a market. */
const packOf = (providerId: string, at: Date): MarketPack => {
  const pack = markets.codes
    .map((market) => markets.get(market, at.toISOString()))
    .find(({ providers }) => providers.some(({ id }) => id === providerId));
  if (pack !== undefined) return pack;
  throw new DomainError("forbidden", "OTHER_PROVIDER", "The provider belongs to no market.");
};

const changed = (): DomainError =>
  new DomainError("conflict", "TARIFF_CHANGED", "The list changed meanwhile.", {
    remedy: "Read it again.",
  });
