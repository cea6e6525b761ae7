import type { Measured, Target } from "./measured.js";
import type { ProcessUse } from "./processes.js";

/** Operators stand for somebody else's machine: told, but not counted as ours or as Kannel's. */
const OPERATORS = ["operator-simulator", "independent SMSC"];

export const isOurs = ({ name }: ProcessUse): boolean => !OPERATORS.includes(name);

/** CPU seconds per 100,000 messages of the processes chosen. */
export const cpuPer100k = (
  { figures, processes }: Measured,
  chosen: (process: ProcessUse) => boolean,
): number => {
  const seconds = processes.filter(chosen).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  return (seconds / (figures["messages"] ?? Number.NaN)) * 100_000;
};

/** Everything measured as Markdown tables, for the screen and for RESULTS.md. */
export const summarise = (all: readonly Measured[], targets: readonly Target[]): string =>
  [
    sendingTable(all.filter(({ figures }) => "acceptedPerSecond" in figures)),
    importTable(all.filter(({ name }) => name.startsWith("import"))),
    contentTable(all.filter(({ name }) => name.startsWith("content of"))),
    startTable(all.filter(({ name }) => name.startsWith("start"))),
    processTable(all),
    targetTable(targets),
  ]
    .filter((text) => text !== "")
    .join("\n\n");

const sendingTable = (rows: readonly Measured[]): string =>
  table(
    [
      "messages",
      "n",
      "accepted/s",
      "submitted/s",
      "outcomes/s",
      "p50 ms",
      "p99 ms",
      "CPU s per 100,000",
      "of the operator",
      "lost",
      "twice",
      "no outcome",
      "load before",
    ],
    rows.map((one) => {
      const { name, figures, load } = one;
      return [
        name,
        whole(figures["messages"]),
        whole(figures["acceptedPerSecond"]),
        whole(figures["submittedPerSecond"]),
        whole(figures["storedPerSecond"] ?? figures["finalsPerSecond"]),
        decimal(figures["p50Ms"]),
        decimal(figures["p99Ms"]),
        decimal(cpuPer100k(one, isOurs)),
        decimal(cpuPer100k(one, (process) => !isOurs(process))),
        whole(figures["lost"]),
        whole(figures["duplicates"]),
        whole(figures["outcomesMissing"] ?? figures["missingFinals"]),
        load,
      ];
    }),
  );

const importTable = (rows: readonly Measured[]): string =>
  table(
    [
      "import",
      "rows",
      "kept",
      "s",
      "CPU s of lists",
      "peak MB",
      "exceljs s",
      "exceljs CPU s",
      "exceljs peak MB",
      "load before",
    ],
    rows.map(({ name, figures, load }) => [
      name,
      whole(figures["rows"]),
      whole(figures["kept"]),
      decimal(figures["seconds"]),
      decimal(figures["cpuSeconds"]),
      whole(figures["peakMb"]),
      decimal(figures["exceljsSeconds"]),
      decimal(figures["exceljsCpuSeconds"]),
      whole(figures["exceljsPeakMb"]),
      load,
    ]),
  );

const contentTable = (rows: readonly Measured[]): string =>
  table(
    [
      "content",
      "precision",
      "recall",
      "left to the desk",
      "certain and wrong",
      "keywords: precision",
      "keywords: recall",
      "unseen: precision",
      "unseen: recall",
      "unseen: left to the desk",
      "unseen: certain and wrong",
      "unseen, keywords: precision",
      "unseen, keywords: recall",
    ],
    rows.map(({ name, figures }) => [
      name,
      share(figures["precision"]),
      share(figures["recall"]),
      share(figures["leftToDesk"]),
      whole(figures["certainlyWrong"]),
      share(figures["naivePrecision"]),
      share(figures["naiveRecall"]),
      share(figures["unseenPrecision"]),
      share(figures["unseenRecall"]),
      share(figures["unseenLeftToDesk"]),
      whole(figures["unseenCertainlyWrong"]),
      share(figures["unseenNaivePrecision"]),
      share(figures["unseenNaiveRecall"]),
    ]),
  );

const startTable = (rows: readonly Measured[]): string =>
  table(
    [
      "start",
      "s to all healthy",
      "idle MB of services",
      "idle MB of servers",
      "idle CPU, % of a core",
      "load before",
    ],
    rows.map(({ name, figures, load }) => [
      name,
      decimal(figures["seconds"]),
      whole(figures["idleServicesMb"]),
      whole(figures["idleServersMb"]),
      whole(figures["idleCpuPercent"]),
      load,
    ]),
  );

/** CPU seconds / peak MB of each process in each measure; at a start those of 10 s of rest. */
const processTable = (all: readonly Measured[]): string => {
  const names = [...new Set(all.flatMap(({ processes }) => processes.map(({ name }) => name)))];
  const cell = ({ processes }: Measured, process: string): string => {
    const use = processes.find(({ name }) => name === process);
    return use === undefined ? "" : `${use.cpuSeconds.toFixed(1)} s / ${use.peakMb.toFixed(0)} MB`;
  };
  return table(
    ["process: CPU / peak", ...all.map(({ name }) => name)],
    names.map((process) => [process, ...all.map((one) => cell(one, process))]),
  );
};

const targetTable = (targets: readonly Target[]): string =>
  table(
    ["target", "wanted", "got", "met"],
    targets.map(({ name, wanted, got, met }) => [
      name,
      wanted,
      got,
      met === undefined ? "not judged" : met ? "yes" : "NO",
    ]),
  );

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return "";
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  return [
    line(titles),
    `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`,
    ...rows.map(line),
  ].join("\n");
};

const whole = (value: number | undefined): string =>
  value === undefined ? "" : Math.round(value).toLocaleString("en-US");
const share = (value: number | undefined): string => (value === undefined ? "" : value.toFixed(2));
const decimal = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? "" : value.toFixed(1);
