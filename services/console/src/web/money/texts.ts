import { orderTexts } from "./order-texts.js";
import { paperTexts } from "./paper-texts.js";
import { resaleTexts } from "./resale-texts.js";
import { walletTexts } from "./wallet-texts.js";

/** Everything that is said about a customer's money, by screen. */
export const moneyTexts = { ...walletTexts, ...orderTexts, ...paperTexts, ...resaleTexts };
