import { accessTexts } from "../access/texts.js";
import { problemTexts } from "../api/problem-texts.js";
import { findingTexts } from "../api/finding-texts.js";
import { commonTexts } from "../parts/texts.js";
import { shellTexts } from "../shell/texts.js";

/** Every text of the console, by group: a feature adds its group here and nowhere else. */
export const texts = {
  access: accessTexts,
  common: commonTexts,
  finding: findingTexts,
  problem: problemTexts,
  shell: shellTexts,
};
