import type { Finding } from "./client.js";

/** Tells the story in numbered steps; in a terminal a running count stays on one line. */
export const narrator = (out: NodeJS.WriteStream) => {
  let step = 0;
  let running = "";
  const line = (text: string): void => {
    if (running !== "") {
      out.write("\n");
      running = "";
    }
    out.write(`${text}\n`);
  };
  return {
    step: (title: string): void => {
      step += 1;
      line(`\n${step.toString().padStart(2)}. ${title}`);
    },
    say: (text: string): void => line(`    ${text}`),
    list: (items: readonly string[]): void => {
      for (const item of items) line(`      - ${item}`);
    },
    findings: (findings: readonly Finding[]): void => {
      for (const { code, rule, source, remedy } of findings) {
        line(`      - ${code}${source === undefined ? "" : ` [${source}]`}`);
        if (rule !== undefined && rule !== "") line(`          rule:   ${rule}`);
        if (remedy !== undefined && remedy !== "") line(`          remedy: ${remedy}`);
      }
    },
    /** A count that changes; without a terminal only every change of words is printed. */
    running: (text: string): void => {
      if (text === running) return;
      if (out.isTTY) out.write(`\r\u001b[2K    ${text}`);
      else out.write(`    ${text}\n`);
      running = out.isTTY ? text : "";
    },
  };
};

export type Narrator = ReturnType<typeof narrator>;

/** Integers with separators. */
export const number = (value: number | bigint | string): string =>
  BigInt(value).toLocaleString("en-US");

/** An amount as people read it. */
export const amount = (
  money: { readonly currency: string; readonly minor: string } | undefined,
): string => (money === undefined ? "0" : `${number(money.minor)} ${money.currency}`);

/** Counts by word, largest first. */
export const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .sort(([, a], [, b]) => b - a)
    .map(([word, value]) => `${word} ${number(value)}`)
    .join(", ") || "none";
