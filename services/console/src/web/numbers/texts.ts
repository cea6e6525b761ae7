import { filingTexts } from "./filing-texts.js";
import { kindTexts } from "./kind-texts.js";
import { ownLineTexts } from "./line-texts.js";

/** Senders: those one has, those one asks for. */
export const numberTexts = { ...ownLineTexts, ...kindTexts, ...filingTexts };
