import type {
  CompareForecastRequest,
  CompareForecastResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import { DomainError, type CallContextExt } from "@whiteline/service-kit";
import { forecastAndOpen, moneyOfCampaign } from "./domain/campaign-money.js";
import type { HolderBook } from "./holders.js";
import { fromMoney } from "./proto.js";
import type { OnceStore } from "./store/once.js";
import type { ReservationStore } from "./store/reservations.js";

type Dependencies = {
  readonly holders: HolderBook;
  readonly reservations: ReservationStore;
  readonly once: OnceStore;
};

const HUNDREDTHS_OF_PERCENT = 10_000n;

/**
 * What a campaign was expected to cost when money was held for it first, beside what its settled chunks did cost: those
 * of every revision, since one whose clearance ran out is paid for anew.
 * @throws DomainError precondition CAMPAIGN_NOT_FUNDED where nothing was held for it, or it is a stranger's.
 */
export const compareForecast =
  ({ holders, reservations, once }: Dependencies) =>
  async (
    { campaignId }: CompareForecastRequest,
    context: CallContextExt,
  ): Promise<CompareForecastResponse> => {
    const unknown = new DomainError(
      "precondition",
      "CAMPAIGN_NOT_FUNDED",
      "No money was held for such a campaign: it is a forecast, was refused, or still waits.",
      {
        remedy: "Ask once it has its money; what it would cost stands in its forecast.",
      },
    );
    const all = await reservations.ofCampaign(campaignId);
    const [first] = all;
    const newest = all.at(-1);
    if (first === undefined || newest === undefined) throw unknown;
    try {
      await holders.meet(context, first.tenantId);
    } catch (error) {
      throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN" ? unknown : error;
    }
    const { expected, total } = first.quote;
    const { settled, closed } = moneyOfCampaign(all);
    const charged = await once.chargedOf(all.map(({ reservationId }) => reservationId));
    const error =
      closed && expected.minor > 0n
        ? ((settled - expected.minor) * HUNDREDTHS_OF_PERCENT) / expected.minor
        : 0n;
    const money = (minor: bigint) => ({ currency: total.currency, minor });
    return {
      reservationId: newest.reservationId,
      lines: forecastAndOpen(all).map((line) => {
        const actual = charged.find(
          ({ operator, alphabet }) => operator === line.operator && alphabet === line.alphabet,
        );
        return {
          ...line,
          partsCharged: actual?.parts ?? 0n,
          forecast: money(line.forecast),
          actual: money(actual?.minor ?? 0n),
        };
      }),
      forecast: fromMoney(expected),
      ceiling: fromMoney(total),
      actual: money(settled),
      closed,
      errorBasisPoints: error,
    };
  };
