import { parseArgs } from "node:util";

/** What can be measured alone with --only. */
export const PARTS = ["start", "campaign", "batches", "singles", "import", "kannel"] as const;
export type Part = (typeof PARTS)[number];

export type Options = {
  /** Messages of the campaign, and of the batches. */
  readonly messages: number;
  /** Kannel beside it, both on the independent SMSC. */
  readonly peer: boolean;
  readonly parts: readonly Part[];
};

export const USAGE = `npm run bench [-- --messages N] [--peer] [--only ${PARTS.join("|")}]`;

/** @throws Error that says what is wrong and how it is used */
export const parseOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: "string", default: "100000" },
      peer: { type: "boolean", default: false },
      only: { type: "string" },
    },
  });
  const messages = Number(values.messages);
  if (!Number.isInteger(messages) || messages < 1_000 || messages > 1_000_000)
    throw new Error(`--messages is a whole number from 1,000 to 1,000,000. ${USAGE}`);
  const only = PARTS.find((part) => part === values.only);
  if (values.only !== undefined && only === undefined)
    throw new Error(`There is nothing called ${values.only} to measure. ${USAGE}`);
  return {
    messages,
    peer: values.peer || only === "kannel",
    parts: only === undefined ? PARTS : [only],
  };
};
