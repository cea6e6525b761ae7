import { parseArgs } from "node:util";

/** What can be measured alone with --only, which may be given several times. */
export const PARTS = [
  "start",
  "campaign",
  "batches",
  "singles",
  "codes",
  "flat",
  "dispatchers",
  "import",
  "content",
  "blocked",
  "money",
  "blocklist",
  "audience",
  "kannel",
] as const;
export type Part = (typeof PARTS)[number];

export type Options = {
  /** Messages of the campaign, and of the batches. */
  readonly messages: number;
  /** Kannel beside it, both on the independent SMSC. */
  readonly peer: boolean;
  readonly parts: readonly Part[];
};

const USAGE = `npm run bench [-- --messages N] [--peer] [--only ${PARTS.join("|")}]…`;

/** @throws Error that says what is wrong and how it is used */
export const parseOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: "string", default: "100000" },
      peer: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const messages = Number(values.messages);
  if (!Number.isInteger(messages) || messages < 1_000 || messages > 1_000_000)
    throw new Error(`--messages is a whole number from 1,000 to 1,000,000. ${USAGE}`);
  const unknown = values.only.find((word) => !PARTS.some((part) => part === word));
  if (unknown !== undefined)
    throw new Error(`There is nothing called ${unknown} to measure. ${USAGE}`);
  const only = PARTS.filter((part) => values.only.includes(part));
  return {
    messages,
    peer: values.peer || only.includes("kannel"),
    parts: only.length === 0 ? PARTS : only,
  };
};
