import { measureJudging } from "@whiteline/compliance/bench";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";

/** How fast compliance judges texts on one core, and how rightly: by CPU time, so that a crowded machine does not matter. */
export const measureContent = (): readonly Measured[] => {
  const load = loadAverage();
  const { content, templateTextsPerSecond, freeTextsPerSecond } = measureJudging();
  const quality = Object.entries(content).map(([market, { rules, naive, unseen }]) => ({
    name: `content of ${market}`,
    figures: {
      precision: rules.precision,
      recall: rules.recall,
      leftToDesk: rules.uncertain / rules.texts,
      certainlyWrong: rules.certainlyWrong,
      naivePrecision: naive.precision,
      naiveRecall: naive.recall,
      unseenPrecision: unseen.rules.precision,
      unseenRecall: unseen.rules.recall,
      unseenLeftToDesk: unseen.rules.uncertain / unseen.rules.texts,
      unseenCertainlyWrong: unseen.rules.certainlyWrong,
      unseenNaivePrecision: unseen.naive.precision,
      unseenNaiveRecall: unseen.naive.recall,
    },
    processes: [],
    load,
  }));
  const speed = { templateTextsPerSecond, freeTextsPerSecond };
  return [{ name: "judging texts", figures: speed, processes: [], load }, ...quality];
};
