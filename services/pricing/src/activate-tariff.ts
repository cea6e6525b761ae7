import type {
  ActivateTariffRequest,
  ActivateTariffResponse,
  RecallActivationRequest,
  RecallActivationResponse,
} from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { localDay } from "@whiteline/markets";
import { DomainError, type CallContextExt } from "@whiteline/service-kit";
import type { ProviderTariff } from "./domain/provider-tariff.js";
import { isDay, lastDayAhead } from "./is-day.js";
import { toReference } from "./proto.js";
import type { SamePerson } from "./same-person.js";
import type { KeepList } from "./store/keep-list.js";
import type { Answer, Desk } from "./tariff-desk.js";
import { weighTariff, type ReachDependencies } from "./tariff-reach.js";

export type ActivatingTariffs = ReachDependencies & {
  readonly keep: KeepList;
  readonly samePerson: SamePerson;
};

type Desks = {
  readonly desk: Desk;
  readonly meet: (providerId: string, tariffId: string) => Promise<ProviderTariff>;
  readonly answer: Answer;
};

/**
 * Puts a draft in force from a day. A large change is left pending by the first person, under a new version; another
 * person who sends the same day with that version puts it in force. Another day starts anew with its speaker.
 * @throws DomainError TARIFF_UNKNOWN, TARIFF_NOT_DRAFT, TARIFF_DATE_INVALID, TARIFF_CHANGED, SECOND_PERSON_NEEDED.
 */
export const activateTariff =
  (it: ActivatingTariffs, { desk, meet, answer }: Desks) =>
  async (
    { tariffId, effectiveFrom, expectedVersion }: ActivateTariffRequest,
    context: CallContextExt,
  ): Promise<ActivateTariffResponse> => {
    const { actor, providerId, pack, at } = desk(context);
    const list = await meet(providerId, tariffId);
    requireDraft(list);
    const isAhead =
      effectiveFrom >= localDay(pack, at.toISOString()) && effectiveFrom <= lastDayAhead(pack, at);
    if (!isDay(effectiveFrom) || !isAhead) {
      throw new DomainError(
        "precondition",
        "TARIFF_DATE_INVALID",
        "A list begins today or on a day of the next year.",
        { remedy: "Name such a day: what was sent keeps its price." },
      );
    }
    if (list.version !== Number(expectedVersion)) throw changed();
    const { large } = await weighTariff(it, pack, list, { at, day: effectiveFrom });
    const { pending } = list;
    const version = list.version + 1;
    if (large.length > 0 && pending?.effectiveFrom !== effectiveFrom) {
      const proposed = {
        ...list,
        pending: { effectiveFrom, by: actor, at },
        recalled: "",
        version,
      };
      const deed = { action: "tariff.proposed", by: actor } as const;
      if (!(await it.keep(proposed, list.version, deed))) throw changed();
      return { draft: await answer(proposed, pack, at) };
    }
    if (large.length > 0 && pending !== null && (await it.samePerson(pending.by, actor))) {
      throw new DomainError("precondition", "SECOND_PERSON_NEEDED", "Two people decide this.", {
        remedy: "Have a colleague of finance send the same.",
      });
    }
    const active: ProviderTariff = {
      ...list,
      status: "active",
      effectiveFrom,
      pending: null,
      activatedBy: large.length > 0 && pending !== null ? `${pending.by},${actor}` : actor,
      activatedAt: at,
      version,
    };
    const deed = { action: "tariff.activated", by: actor } as const;
    if (!(await it.keep(active, list.version, deed))) throw changed();
    return { draft: await answer(active, pack, at) };
  };

/**
 * Sends a pending activation back with a word for whoever proposed it.
 * @throws DomainError TARIFF_UNKNOWN, TARIFF_NOT_PENDING, TARIFF_CHANGED, REASON_MISSING.
 */
export const recallActivation =
  (it: ActivatingTariffs, { desk, meet, answer }: Desks) =>
  async (
    { tariffId, expectedVersion, reason }: RecallActivationRequest,
    context: CallContextExt,
  ): Promise<RecallActivationResponse> => {
    const { actor, providerId, pack, at } = desk(context);
    const recalled = toReference(reason).trim();
    if (recalled === "") {
      throw new DomainError("invalid", "REASON_MISSING", "Who sends it back says why.", {
        remedy: "Give a reason for the colleague who proposed it.",
      });
    }
    const list = await meet(providerId, tariffId);
    if (list.pending === null) {
      throw new DomainError("precondition", "TARIFF_NOT_PENDING", "No activation waits.", {
        remedy: "Read the list again.",
      });
    }
    const back = { ...list, pending: null, recalled, version: list.version + 1 };
    const deed = { action: "tariff.recalled", by: actor } as const;
    if (!(await it.keep(back, Number(expectedVersion), deed))) throw changed();
    return { draft: await answer(back, pack, at) };
  };

/** @throws DomainError precondition TARIFF_NOT_DRAFT */
export const requireDraft = ({ status }: ProviderTariff): void => {
  if (status === "draft") return;
  throw new DomainError("precondition", "TARIFF_NOT_DRAFT", "The list is no draft any more.", {
    remedy: "Draft another one under a new name.",
  });
};

export const changed = (): DomainError =>
  new DomainError("conflict", "TARIFF_CHANGED", "The list changed meanwhile.", {
    remedy: "Read it again.",
  });
