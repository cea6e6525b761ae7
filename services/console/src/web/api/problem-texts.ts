import { caseProblemTexts } from "./case-problem-texts.js";
import { generalProblemTexts } from "./general-problem-texts.js";
import { paperProblemTexts } from "./paper-problem-texts.js";
import { peopleProblemTexts } from "./people-problem-texts.js";

/**
 * Refusals in the reader's words: CODE says what is wrong, and what to do unless CODE_remedy does. A code that is not
 * here is shown as the API sent it.
 */
export const problemTexts = {
  ...generalProblemTexts,
  ...paperProblemTexts,
  ...peopleProblemTexts,
  ...caseProblemTexts,
};
