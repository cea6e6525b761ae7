import { freshTexts as ir, labelledTexts as irLabelled } from "./ir/labelled-texts.testdata.js";
import { secondIranTexts } from "./ir/second-labelled-texts.testdata.js";
import type { LabelledTexts } from "./labelled-texts.js";
import type { MarketCode } from "./markets.js";
import { freshTexts as tr, labelledTexts as trLabelled } from "./tr/labelled-texts.testdata.js";
import { secondTurkeyTexts } from "./tr/second-labelled-texts.testdata.js";
import { freshTexts as vn, labelledTexts as vnLabelled } from "./vn/labelled-texts.testdata.js";
import { secondVietnamTexts } from "./vn/second-labelled-texts.testdata.js";

/** A hundred texts a market, written before its rules of content were. */
export const labelledTexts: Readonly<Record<MarketCode, LabelledTexts>> = {
  IR: irLabelled,
  TR: trLabelled,
  VN: vnLabelled,
};

/** Thirty more a market, written when the rules were done, in words that they do not look for. */
export const freshTexts: Readonly<Record<MarketCode, LabelledTexts>> = { IR: ir, TR: tr, VN: vn };

/**
 * A hundred a market, written by somebody who had not read the rules when they were done. No rule may be changed with
 * these in view: they say what the rules are worth.
 */
export const unseenTexts: Readonly<Record<MarketCode, LabelledTexts>> = {
  IR: secondIranTexts,
  TR: secondTurkeyTexts,
  VN: secondVietnamTexts,
};

/** The words that somebody would look for without thinking further: the baseline that the rules must beat. */
export const naiveKeywords: Readonly<Record<MarketCode, readonly string[]>> = {
  IR: ["تخفیف", "قرعه‌کشی", "برنده", "مسابقه", "تبریک", "تسلیت"],
  TR: ["indirim", "kampanya", "fırsat", "hediye", "çekiliş"],
  VN: ["giảm giá", "khuyến mãi", "ưu đãi", "tặng", "trúng thưởng"],
};
