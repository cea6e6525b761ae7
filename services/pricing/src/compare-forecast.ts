import type {
  CompareForecastRequest,
  CompareForecastResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import { DomainError, type CallContextExt } from "@whiteline/service-kit";
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
 * What a campaign was expected to cost when its money was held, beside what its settled chunks did cost.
 * @throws DomainError not_found CAMPAIGN_UNKNOWN where nothing was held for it, or it is a stranger's.
 */
export const compareForecast =
  ({ holders, reservations, once }: Dependencies) =>
  async (
    { campaignId }: CompareForecastRequest,
    context: CallContextExt,
  ): Promise<CompareForecastResponse> => {
    const unknown = new DomainError("not_found", "CAMPAIGN_UNKNOWN", "Nothing was held for it.", {
      remedy: "Ask once the campaign has its money.",
    });
    const reservation = await reservations.latestOf(campaignId);
    if (reservation === undefined) throw unknown;
    try {
      await holders.meet(context, reservation.tenantId);
    } catch (error) {
      throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN" ? unknown : error;
    }
    const { reservationId, quote, answered, settled, closed } = reservation;
    const charged = await once.chargedOf(reservationId);
    const money = (minor: bigint) => ({ currency: quote.total.currency, minor });
    const { expected } = quote;
    const error =
      closed && expected.minor > 0n
        ? ((settled.minor - expected.minor) * HUNDREDTHS_OF_PERCENT) / expected.minor
        : 0n;
    return {
      reservationId,
      lines: quote.lines.map((line, i) => {
        const actual = charged.find(
          ({ operator, alphabet }) => operator === line.operator && alphabet === line.alphabet,
        );
        return {
          operator: line.operator,
          alphabet: line.alphabet,
          partsForecast: line.parts,
          partsCharged: actual?.parts ?? 0n,
          partsOpen: closed ? 0n : line.parts - (answered[i] ?? 0n),
          forecast: fromMoney(line.expected),
          actual: money(actual?.minor ?? 0n),
        };
      }),
      forecast: fromMoney(expected),
      ceiling: fromMoney(quote.total),
      actual: fromMoney(settled),
      closed,
      errorBasisPoints: error,
    };
  };
