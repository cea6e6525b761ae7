import type {
  ExamineTextRequest,
  ExamineTextResponse,
  TextCost,
} from "@whiteline/contracts/pricing/v1/pricing";
import { markets } from "@whiteline/markets";
import { DomainError, type CallContextExt } from "@whiteline/service-kit";
import { respell } from "./domain/spellings.js";
import { textAt, type TextAt } from "./domain/text-cost.js";
import type { Holder } from "./domain/wallet.js";
import { worthwhile } from "./domain/worthwhile.js";
import type { HolderBook } from "./holders.js";
import type { PriceQuestions } from "./price-questions.js";

type Dependencies = {
  readonly holders: HolderBook;
  readonly price: PriceQuestions;
  readonly now: () => Date;
};

/** Longer than any message, even with every variable of a template at its longest. */
const LONGEST_TEXT = 30_000;
const MOST_FILLINGS = 10;

type Cost = TextAt & { readonly minor: bigint };

/** What a text costs at each operator, and spellings of it that cost less or reach more. */
export const examineText =
  ({ holders, price, now }: Dependencies) =>
  async (request: ExamineTextRequest, context: CallContextExt): Promise<ExamineTextResponse> => {
    const { text, family, purpose, lineId } = request;
    const fillings = request.fillings.length > 0 ? request.fillings : [text];
    const isWrong = (each: string): boolean => each === "" || each.length > LONGEST_TEXT;
    if (isWrong(text) || fillings.some(isWrong) || fillings.length > MOST_FILLINGS) {
      throw new DomainError(
        "precondition",
        "TEXT_EMPTY",
        "There is no text that can be examined.",
        {
          remedy: `Send 1 to ${LONGEST_TEXT} characters.`,
        },
      );
    }
    const holder = await holders.meet(context, request.tenantId);
    const pack = markets.get(holder.market, now().toISOString());
    const known = pack.operators.map(({ id }) => id);
    const operators =
      request.operators.length === 0
        ? known
        : known.filter((operator) => request.operators.includes(operator));
    const costsOf = (spelled: string): Promise<readonly Cost[]> =>
      priced(price, holder, textAt(pack, spelled, operators, request.latin1Operators), {
        family,
        purpose,
        lineId,
      });
    const costs = dearestOf(await Promise.all(fillings.map(costsOf)));
    const times = request.messages > 0n ? request.messages : 1n;
    const money = (minor: bigint) => ({ currency: holder.currency, minor });
    const toCost = ({ minor, ...cost }: Cost): TextCost => ({ ...cost, cost: money(minor) });
    const spellings = await Promise.all(
      (request.fillings.length > 0 ? [] : respell(pack, text)).map(async (spelling) => {
        const after = await costsOf(spelling.text);
        const opens = after.flatMap(({ operator, segments }, i) =>
          segments > 0 && costs[i]?.segments === 0 ? [operator] : [],
        );
        return { ...spelling, after, opens, saves: savingOf(costs, after) * times };
      }),
    );
    return {
      costs: costs.map(toCost),
      spellings: worthwhile(spellings.filter(({ after }) => isNowhereDearer(costs, after))).map(
        ({ after, saves, ...spelling }) => ({
          ...spelling,
          costs: after.map(toCost),
          saves: money(saves),
        }),
      ),
    };
  };

/** At each operator the dearest of several texts that it takes; each list is of the same operators. */
const dearestOf = ([first = [], ...others]: readonly (readonly Cost[])[]): readonly Cost[] =>
  first.map((cost, i) =>
    others
      .flatMap((each) => each[i] ?? [])
      .reduce(
        (most, other) => (other.segments > 0 && other.minor > most.minor ? other : most),
        cost,
      ),
  );

/** Of the operators that take both spellings. */
const savingOf = (before: readonly Cost[], after: readonly Cost[]): bigint =>
  before.reduce((sum, { segments, minor }, i) => {
    const other = after[i];
    return segments === 0 || other === undefined || other.segments === 0
      ? sum
      : sum + minor - other.minor;
  }, 0n);

/** Fewer segments of an alphabet that is dearer are no advice. */
const isNowhereDearer = (before: readonly Cost[], after: readonly Cost[]): boolean =>
  before.every(({ segments, minor }, i) => {
    const other = after[i];
    return segments === 0 || other === undefined || other.minor <= minor;
  });

/** One message to each operator that takes the text, at the price that would be held for it. */
const priced = async (
  price: PriceQuestions,
  holder: Holder,
  texts: readonly TextAt[],
  line: { readonly family: string; readonly purpose: string; readonly lineId: string },
): Promise<readonly Cost[]> => {
  const counts = texts
    .filter(({ segments }) => segments > 0)
    .map(({ operator, alphabet, segments }) => ({ operator, alphabet, segments, messages: 1n }));
  if (counts.length === 0) return texts.map((text) => ({ ...text, minor: 0n }));
  const { priced: answer } = await price(holder, { ...line, providerId: "", counts });
  if (answer.kind === "refused") {
    const { code, rule, remedy } = answer.finding;
    throw new DomainError("precondition", code, rule, { remedy });
  }
  return texts.map((text) => ({
    ...text,
    minor:
      answer.quote.lines.find(({ operator }) => operator === text.operator)?.amount.minor ?? 0n,
  }));
};
