import { envelopeKeysSchema, loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const address = (name: string) => z.string().min(1).describe(`the address of ${name}, host:port`);

const portAccounts = z.array(
  z.strictObject({
    provider: z.string().min(1),
    port: z.literal("vnpay"),
    url: z.url(),
    terminal: z.string().min(1),
    secret: z.string().min(16),
  }),
);

const jsonOf = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string()
    .transform((text, context) => {
      try {
        const parsed: unknown = JSON.parse(text);
        return parsed;
      } catch {
        context.addIssue({ code: "custom", message: "expected JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape);

/** Addresses of one house, comma-separated; what stands behind its host does not matter. */
const origins = z
  .string()
  .transform((text) => text.split(",").map((origin) => origin.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)));

const schema = z
  .object({
    ...serviceShape,
    /** Wrap the keys that seal who sells and buys on papers. */
    DATA_KEYS: envelopeKeysSchema,
    /**
     * The most that one top-up brings, in minor units: a slip of the finger is refused, a real payment is
     * not. The largest amount that a seed prints is 30 billion dong [004 · Policy 3].
     */
    TOP_UP_CAP_MINOR: z.coerce.bigint().positive().default(1_000_000_000_000n),
    /** How often the whole ledger is checked. */
    LEDGER_CHECK_MS: z.coerce.number().int().positive().default(3_600_000),
    /** How often fees that fell due are raised, what is owed is collected, and old orders are closed. */
    FEE_ROUND_MS: z.coerce.number().int().positive().default(60_000),
    /** How often the invoices of the month that is over are looked for. */
    INVOICE_ROUND_MS: z.coerce.number().int().positive().default(3_600_000),
    /** How many days before a month its fees are told of. */
    FEE_NOTICE_DAYS: z.coerce.number().int().min(1).max(28).default(5),
    /** How often the day before is looked for that was not matched yet. */
    RECONCILE_ROUND_MS: z.coerce.number().int().positive().default(3_600_000),
    /** How often messages that are owed to customers are sent. */
    NOTICE_ROUND_MS: z.coerce.number().int().positive().default(5_000),
    LINES_REGISTRY_URL: address("lines-registry"),
    CAMPAIGNS_URL: address("campaigns"),
    DLR_URL: address("dlr"),
    DISPATCHER_URL: address("dispatcher"),
    /** Providers' accounts at payment ports, as a JSON list; its secrets sign what goes both ways. */
    PAYMENT_PORTS: jsonOf(portAccounts).default([]),
    /** Where people open the console: a port sends its payers back there, and nowhere else. */
    CONSOLE_ORIGINS: origins
      .default([])
      .describe("where the console is opened, comma-separated, such as https://console.example"),
    /** How long an order by the port waits for its payer. */
    ORDER_LIFE_MS: z.coerce.number().int().positive().default(1_800_000),
    /** Outcomes settled at a time by one process. */
    SETTLE_CONCURRENCY: z.coerce.number().int().positive().default(64),
  })
  .refine(
    ({ PAYMENT_PORTS, CONSOLE_ORIGINS }) =>
      PAYMENT_PORTS.length === 0 || CONSOLE_ORIGINS.length > 0,
    {
      path: ["CONSOLE_ORIGINS"],
    },
  );

export type Config = z.infer<typeof schema>;

/** Reads the environment once; a wrong value is named. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Readonly<Config> =>
  loadConfig(schema, env);

/**
 * Which database `verify-ledger` looks at: the one named on its command line, else that of the environment.
 * @throws Error that says how it is used.
 */
export const ledgerAddress = (
  [named]: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): string => {
  const uri = named ?? env["MONGODB_URI"] ?? "";
  if (uri !== "") return uri;
  throw new Error(
    "Name a database: npm run verify-ledger -- MONGODB_URI (with the name of pricing's database)",
  );
};
