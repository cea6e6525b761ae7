import type { Measured, Target } from "./measured.js";
import { cpuPer100k, isOurs } from "./summary.js";

/** What the issue demands, judged by what was measured; what was not measured is left out. */
export const judgeTargets = (all: readonly Measured[]): readonly Target[] => {
  const find = (name: string): Measured | undefined => all.find((one) => one.name === name);
  return [
    ...againstKannel(find("campaign"), find("Kannel")),
    ...importTargets(find("import inline"), 400),
    ...importTargets(find("import shared"), 700),
    ...judgingTargets(find("judging texts")),
  ];
};

const judgingTargets = (judging: Measured | undefined): readonly Target[] => {
  if (judging === undefined) return [];
  const wanted = [
    ["templateTextsPerSecond", "texts that match an approved template", 20_000],
    ["freeTextsPerSecond", "free texts", 2_000],
  ] as const;
  return wanted.map(([figure, name, least]) => {
    const rate = judging.figures[figure] ?? 0;
    return {
      name: `${name}, judged per second of one core`,
      wanted: `at least ${least.toLocaleString("en-US")}`,
      got: rate.toLocaleString("en-US"),
      met: rate >= least,
    };
  });
};

const againstKannel = (
  ours: Measured | undefined,
  kannel: Measured | undefined,
): readonly Target[] => {
  if (ours === undefined) return [];
  const stored = ours.figures["storedPerSecond"] ?? 0;
  const cpu = cpuPer100k(ours, isOurs);
  const finals = kannel?.figures["finalsPerSecond"];
  const kannelCpu = kannel && cpuPer100k(kannel, isOurs);
  return [
    {
      name: "campaign, outcomes stored per second",
      wanted: "at least 2 × Kannel's finals per second",
      got:
        finals === undefined
          ? `${stored.toFixed(0)}/s; Kannel was not measured (--peer)`
          : `${(stored / finals).toFixed(2)} × (${stored.toFixed(0)}/s and ${finals.toFixed(0)}/s)`,
      met: finals === undefined ? undefined : stored >= 2 * finals,
    },
    {
      name: "campaign, CPU per 100,000",
      wanted: "less than 0.5 × Kannel's",
      got:
        kannelCpu === undefined
          ? `${cpu.toFixed(1)} s; Kannel was not measured (--peer)`
          : `${(cpu / kannelCpu).toFixed(2)} × (${cpu.toFixed(1)} s and ${kannelCpu.toFixed(1)} s)`,
      met: kannelCpu === undefined ? undefined : cpu < 0.5 * kannelCpu,
    },
    nothingLost(ours),
  ];
};

const nothingLost = ({ figures }: Measured): Target => {
  const count = (name: string): number => figures[name] ?? Number.NaN;
  const [lost, duplicates, missing] = [
    count("lost"),
    count("duplicates"),
    count("outcomesMissing"),
  ];
  return {
    name: "campaign, every message once with its outcome",
    wanted: "0 lost, 0 twice, 0 without outcome",
    got: `${lost} lost, ${duplicates} twice, ${missing} without outcome`,
    met: lost === 0 && duplicates === 0 && missing === 0,
  };
};

const importTargets = (measured: Measured | undefined, mostMb: number): readonly Target[] => {
  if (measured === undefined) return [];
  const { name, figures } = measured;
  const { peakMb = 0, seconds = 0, exceljsSeconds = 0, exceljsPeakMb = 0 } = figures;
  return [
    {
      name: `${name}, peak memory of lists`,
      wanted: `under ${mostMb} MB`,
      got: `${peakMb.toFixed(0)} MB (exceljs alone: ${exceljsPeakMb.toFixed(0)} MB)`,
      met: peakMb < mostMb,
    },
    {
      name: `${name}, time from upload to the list in force`,
      wanted: "at most 2 × exceljs's streaming reader alone",
      got: `${(seconds / exceljsSeconds).toFixed(2)} × (${seconds.toFixed(1)} s and ${exceljsSeconds.toFixed(1)} s)`,
      met: seconds <= 2 * exceljsSeconds,
    },
  ];
};
