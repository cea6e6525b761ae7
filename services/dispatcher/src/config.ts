import { markets } from "@whiteline/markets";
import { loadConfig, serviceShape } from "@whiteline/service-kit";
import { failureWords } from "@whiteline/sms";
import { idForms, receiptStates, statusClasses } from "@whiteline/smpp";
import { z } from "zod";
import { sends } from "./domain/bind-plan.js";

const idForm = z.enum(idForms);

const account = z.object({
  /** Our name at the operator; its message ids are unique within it. */
  account: z.string().regex(/^[a-z0-9_-]{1,32}$/),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  systemId: z.string().min(1).max(15),
  password: z.string().max(8),
  systemType: z.string().max(12).default(""),
  /** Binds the operator allows at once; any number of dispatchers share them. */
  binds: z
    .array(
      z.object({
        type: z.enum(["transceiver", "transmitter", "receiver"]),
        count: z.number().int().min(1).max(32).default(1),
        /** Parts per second on each of these; 0: no more bound than by the account. */
        rate: z.number().int().nonnegative().default(0),
      }),
    )
    .min(1)
    .refine((binds) => binds.some(sends), { error: "at least one bind must send" })
    .refine((binds) => binds.some(({ type }) => type !== "transmitter"), {
      error: "at least one bind must receive: without receipts nobody knows what became of a part",
    })
    .default([{ type: "transceiver", count: 1, rate: 0 }]),
  /** Unanswered submits the operator allows on one bind. */
  window: z.number().int().min(1).max(10_000).default(1_000),
  /** Parts per second over all binds; 0: the operator sets no limit. */
  rate: z.number().int().nonnegative().default(0),
  /** How the operator writes ids in its answers and in its receipts (delivery.md §5). */
  answerIds: idForm.default("as-is"),
  receiptIds: idForm.default("as-is"),
  /** What this operator means by a command_status, where it differs from the table of packages/smpp. */
  statuses: z
    .record(z.string().regex(/^0x[0-9A-Fa-f]{8}$/), z.enum(statusClasses).exclude(["ok"]))
    .default({}),
  /** What its receipts prove; a handset had it only if the operator says so in its contract. */
  evidence: z.enum(["handset", "network", "accepted_only", "none"]).default("network"),
  /** Parts of a long message that get a receipt: each, or the last alone, whose word then holds for those before it. */
  receipts: z.enum(["each", "last"]).default("each"),
  /** What its own words for a state mean, of `stat:` or numbers of message_state, where they are not those of SMPP 3.4. */
  receiptStates: z
    .record(
      z
        .string()
        .min(1)
        .max(40)
        .transform((word) => word.toUpperCase()),
      z.enum(receiptStates),
    )
    .default({}),
  /**
   * Whose codes its errors are: of receipts MAP's (3GPP TS 29.002) or its own; or what each means in the house's words. A
   * code is as it prints it: a receipt's `err` ("027"), a network error ("8:27") or a command_status ("0x00000499").
   */
  errorCodes: z
    .union([
      z.enum(["map", "own"]),
      z.record(
        z
          .string()
          .min(1)
          .max(20)
          .transform((code) => code.toUpperCase()),
        z.enum(failureWords),
      ),
    ])
    .default("own"),
  /**
   * Where the place of a part in a long message stands: in its header, or in `sar_*` (cut as with 8 bits). `payload`:
   * nowhere; the operator gets the whole text in one `message_payload`, cuts it itself and answers with one id.
   */
  concat: z.enum(["8bit", "16bit", "sar", "payload"]).default("8bit"),
  /** What the operator reads data coding 0 as. */
  defaultAlphabet: z.enum(["gsm", "latin1"]).default("gsm"),
  /** Septets of the default alphabet one per octet, or packed as on the air. */
  septets: z.enum(["unpacked", "packed"]).default("unpacked"),
  /**
   * What we append to each text at this operator, such as its code, of as many characters as the market's tables leave out;
   * empty: the operator appends its own. Only of characters that cost one unit in every alphabet.
   */
  suffix: z
    .string()
    .regex(/^[A-Za-z0-9 .-]*$/)
    .default(""),
  textIn: z.enum(["short_message", "message_payload"]).default("short_message"),
  sourceTon: z.number().int().min(0).max(6).default(0),
  sourceNpi: z.number().int().min(0).max(18).default(1),
  destinationTon: z.number().int().min(0).max(6).default(1),
  destinationNpi: z.number().int().min(0).max(18).default(1),
  responseTimeoutMs: z.number().int().positive().default(10_000),
  enquireIntervalMs: z.number().int().positive().default(15_000),
  connectTimeoutMs: z.number().int().positive().default(5_000),
  /** So many passing faults without an accepted part between them, and the account is tried with one part at a time. */
  faultsBeforeTrial: z.number().int().min(1).default(50),
  /** Before a bind whose account the operator refused is tried again. */
  restAfterRefusalMs: z.number().int().min(100).default(30_000),
  /**
   * Absent: in clear text. PEM: whom we trust instead of the system, and who we are where the operator asks. `servername`: the
   * name of its certificate, where we reach it by address. `rejectUnauthorized` false trusts anybody, and raises an alarm.
   */
  tls: z
    .strictObject({
      ca: z.string().optional(),
      cert: z.string().optional(),
      key: z.string().optional(),
      servername: z.string().min(1).optional(),
      rejectUnauthorized: z.boolean().default(true),
    })
    .refine(({ cert, key }) => (cert === undefined) === (key === undefined), {
      error: "a certificate of ours goes with its key",
    })
    .optional(),
});

const route = z
  .object({
    /** Token in the subject of CHUNKS. */
    route: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
    market: z.string().length(2),
    /** Operators of the number plan; "*": all that no other route of the market names. */
    operators: z.array(z.string().min(1)).min(1),
    /** Families of senders and kinds of traffic it is for; none named: all. */
    senders: z.array(z.string().min(1)).default([]),
    traffic: z.array(z.string().min(1)).default([]),
    /** The only account that carries it. */
    account: z.string().optional(),
    /** Or several in order: the next one takes new work while those before it are down. */
    accounts: z.array(z.string()).min(1).optional(),
    /** How long an account may be down before the next one takes over. */
    failoverAfterMs: z.number().int().min(500).default(30_000),
  })
  .refine((r) => (r.account === undefined) !== (r.accounts === undefined), {
    error: "a route names either an account or a list of accounts",
  })
  .transform(({ account: only, accounts = [], ...rest }) => ({
    ...rest,
    accounts: only === undefined ? accounts : [only],
  }));

/** What becomes of submits that are never answered; the first line that fits decides. */
const doubtRule = z.object({
  tenantId: z.string().min(1).optional(),
  traffic: z.string().min(1).optional(),
  lane: z.enum(["OTP", "TRANSACTIONAL", "BULK"]).optional(),
  policy: z.enum(["resend", "hold", "report"]),
  /** Whether another account of the route may send again what this one may have. */
  elsewhere: z.boolean().default(false),
});

const suffixesOf = (
  accounts: readonly { readonly account: string; readonly suffix: string }[],
  route: { readonly accounts: readonly string[] },
): ReadonlySet<string> =>
  new Set(accounts.filter((a) => route.accounts.includes(a.account)).map(({ suffix }) => suffix));

const isSuffixOf = (market: string, suffix: string): boolean =>
  suffix === "" ||
  (markets.has(market) && markets.get(market).segmentation.suffix?.chars === suffix.length);

const operators = z
  .object({
    accounts: z.array(account).min(1),
    routes: z.array(route).min(1),
    doubt: z.array(doubtRule).default([]),
  })
  .refine(
    ({ accounts, routes }) => {
      const known = new Set(accounts.map((a) => a.account));
      return routes.every((r) => r.accounts.every((name) => known.has(name)));
    },
    { error: "each route names accounts that are listed" },
  )
  .refine(({ accounts, routes }) => routes.every((r) => suffixesOf(accounts, r).size === 1), {
    error:
      "accounts of one route append the same suffix: what is sent does not depend on who carries it",
  })
  .refine(
    ({ accounts, routes }) =>
      routes.every((r) =>
        [...suffixesOf(accounts, r)].every((suffix) => isSuffixOf(r.market, suffix)),
      ),
    { error: "a suffix has as many characters as the segment tables of its market leave out" },
  );

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "must be JSON" });
    return z.NEVER;
  }
});

const schema = z.object({
  ...serviceShape,
  OPERATORS: json.pipe(operators),
  /** How long the journal is kept, from each intent: operators' invoices are matched with it. */
  JOURNAL_KEEP_DAYS: z.coerce.number().int().min(30).default(120),
  /** Life of a bind's lease; a successor waits that long after a crash. */
  LEASE_TTL_MS: z.coerce.number().int().min(1_000).default(6_000),
});

export type Config = z.infer<typeof schema>;
export type Account = z.infer<typeof account>;
export type Route = z.infer<typeof route>;

/** Reads the environment once; a wrong value is named. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Readonly<Config> =>
  loadConfig(schema, env);
