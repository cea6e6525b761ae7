import { defineTexts } from "../language/define-texts.js";
import { caseProblemTexts } from "./case-problem-texts.js";
import { generalProblemTexts } from "./general-problem-texts.js";
import { paperProblemTexts } from "./paper-problem-texts.js";
import { peopleProblemTexts } from "./people-problem-texts.js";
import words from "./problem-words.json" with { type: "json" };

/**
 * Refusals in the reader's words: CODE says what is wrong, and what to do unless CODE_remedy does. Every stable code of
 * the API has its words here, in `findingTexts` or in `sendingTexts`; any other is shown as the API sent it.
 */
export const problemTexts = {
  ...defineTexts(words),
  ...generalProblemTexts,
  ...paperProblemTexts,
  ...peopleProblemTexts,
  ...caseProblemTexts,
};
