import {
  addMonths,
  daysBetween,
  deadline,
  type MarketPack,
  type WorkingCalendar,
} from "@whiteline/markets";
import type { PendingDecision } from "./desk.js";

type Money = { readonly currency: string; readonly minor: bigint };

/** What is kept of a line beside what it may do: readers of lines need not know it. */
export type LineLife = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  /** ISO date on which the term ends; null where no term is known. */
  readonly renewsOn: string | null;
  readonly price: Money | null;
  /** Days of the notices told for this term, as the pack names them. */
  readonly told: readonly number[];
  /** A customer list was called for and has not come [000 · Conditions]. */
  readonly refresh: { readonly calledAt: Date; readonly dueOn: string } | null;
  readonly listVersion: number;
  /** When a list last came, and which; absent until one came, no list where its version was only said. */
  readonly refreshedBy?: { readonly at: Date; readonly listId: string };
  readonly complaints: number;
  /** Of a line without a case: a decision that waits for a second person. */
  readonly pending: PendingDecision | null;
};

/** The life of a line on the day it came to be. The provider's own lines have no term. */
export function newLife(
  pack: MarketPack,
  line: {
    readonly lineId: string;
    readonly tenantId: string;
    readonly providerId: string;
    readonly market: string;
    readonly platform: boolean;
  },
  today: string,
): LineLife {
  const { lineId, tenantId, providerId, market, platform } = line;
  const { termMonths } = pack.lineLife;
  return {
    lineId,
    tenantId,
    providerId,
    market,
    renewsOn: platform || termMonths === null ? null : addMonths(today, termMonths),
    price: null,
    told: [],
    refresh: null,
    listVersion: 0,
    complaints: 0,
    pending: null,
  };
}

/** The notice that is due on a day and was not told yet, in days before the end; undefined: none. */
export function dueNotice(
  pack: MarketPack,
  { renewsOn, told }: LineLife,
  today: string,
): { readonly notice: number; readonly daysLeft: number } | undefined {
  if (renewsOn === null) return undefined;
  const daysLeft = daysBetween(today, renewsOn);
  if (daysLeft < 0) return undefined;
  // The nearest notice that has come: of those slept through only the last is still news.
  const notice = pack.lineLife.noticeDays
    .filter((days) => daysLeft <= days)
    .reduce<number | undefined>((least, days) => Math.min(least ?? days, days), undefined);
  return notice === undefined || told.includes(notice) ? undefined : { notice, daysLeft };
}

/** Whether the term has run out: its last day is over. */
export function isLapsed({ renewsOn }: LineLife, today: string): boolean {
  return renewsOn !== null && renewsOn < today;
}

/** Renewed for another term from the end of this one; from today where it ended long ago. */
export function renewed(pack: MarketPack, life: LineLife, today: string): LineLife {
  const { termMonths } = pack.lineLife;
  if (life.renewsOn === null || termMonths === null) return life;
  const next = addMonths(life.renewsOn, termMonths);
  return { ...life, renewsOn: next > today ? next : addMonths(today, termMonths), told: [] };
}

/** A call for a cleaned list, due on a day or after the pack's working days. */
export function calledForList(
  pack: MarketPack,
  life: LineLife,
  {
    at,
    today,
    dueOn,
    calendar,
  }: {
    readonly at: Date;
    readonly today: string;
    readonly dueOn: string;
    readonly calendar: WorkingCalendar;
  },
): LineLife {
  const max = { value: pack.lineLife.listRefreshDays, unit: "working_day" as const };
  const due = dueOn === "" ? deadline(pack, { min: null, max }, today, calendar).latest : dueOn;
  return { ...life, refresh: { calledAt: at, dueOn: due ?? today } };
}

/**
 * A governing list got a new version: it answers a call that came before it. Undefined: nothing to change,
 * because this or a later version was heard of before.
 */
export function refreshedBy(
  life: LineLife,
  {
    listVersion,
    at,
    listId,
  }: { readonly listVersion: number; readonly at: Date; readonly listId: string },
): LineLife | undefined {
  if (listVersion <= life.listVersion) return undefined;
  const isAnswer = life.refresh !== null && life.refresh.calledAt <= at;
  const refreshed = { at, listId };
  return { ...life, listVersion, refresh: isAnswer ? null : life.refresh, refreshedBy: refreshed };
}

/** "fresh", "refresh_due" or "overdue" [ir.md §7.1, step 9]. */
export function refreshState(
  { refresh }: Pick<LineLife, "refresh">,
  today: string,
): "fresh" | "refresh_due" | "overdue" {
  if (refresh === null) return "fresh";
  return refresh.dueOn < today ? "overdue" : "refresh_due";
}

/** What the representative reads before a term ends, with the date as people of the market write it. */
export function expiryText(
  pack: MarketPack,
  line: { readonly number: string; readonly renewsOn: string; readonly daysLeft: number },
): string | undefined {
  const { notice } = pack.lineLife;
  if (notice === null) return undefined;
  const [language = "en"] = pack.languages;
  const date = new Intl.DateTimeFormat(`${language}-${pack.code}`, { timeZone: "UTC" }).format(
    new Date(`${line.renewsOn}T00:00:00Z`),
  );
  return notice.text
    .replaceAll("{sender}", line.number)
    .replaceAll("{date}", date)
    .replaceAll("{days}", String(line.daysLeft));
}
