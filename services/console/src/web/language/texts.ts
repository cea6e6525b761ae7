import { accessTexts } from "../access/texts.js";
import { problemTexts } from "../api/problem-texts.js";
import { findingTexts } from "../api/finding-texts.js";
import { numberTexts } from "../numbers/texts.js";
import { commonTexts } from "../parts/texts.js";
import { eventTexts, stateTexts } from "../parts/state-texts.js";
import { shellTexts } from "../shell/texts.js";

/** Every text of the console, by group: a feature adds its group here and nowhere else. */
export const texts = {
  access: accessTexts,
  common: commonTexts,
  event: eventTexts,
  finding: findingTexts,
  numbers: numberTexts,
  problem: problemTexts,
  shell: shellTexts,
  state: stateTexts,
};
