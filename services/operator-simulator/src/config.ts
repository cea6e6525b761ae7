import { loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

import { TEMPERAMENT_NAMES } from "./domain/temperament.js";

const { HOST, GRPC_PORT, HTTP_PORT, LOG_LEVEL } = serviceShape;

/** Who may bind. The dispatcher reads the same variable; of each operator only this is ours. */
const operators = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.object({ systemId: z.string().min(1).max(15), password: z.string() })));

const schema = z.object({
  SERVICE_NAME: serviceShape.SERVICE_NAME.default("operator-simulator"),
  HOST,
  GRPC_PORT,
  HTTP_PORT,
  LOG_LEVEL,
  SMPP_PORT: HTTP_PORT,
  CONTROL_PORT: HTTP_PORT,
  OPERATORS: operators
    .optional()
    .describe('JSON [{"systemId": …, "password": …}, …]; absent: anybody may bind'),
  TEMPERAMENT: z
    .enum(TEMPERAMENT_NAMES)
    .default("prompt")
    .describe(`one of ${TEMPERAMENT_NAMES.join(", ")}`),
  SCRIPT_FILE: z
    .string()
    .optional()
    .describe("the path of a script of behaviour, see README.md; absent: TEMPERAMENT alone"),
  SEED: z.coerce.number().int().default(1).describe("a whole number: the seed of all chance"),
  IYS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe("where it stands in for Türkiye's registry of consents; absent: it does not"),
  IYS_FILE: z
    .string()
    .optional()
    .describe("the path of the registry's book; absent: a restart forgets it"),
  PAYMENT_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe("where it stands in for a payment port; absent: it does not"),
  PAYMENT_SECRET: z.string().default("").describe("what the payment port signs with"),
  PAYMENT_NOTIFY_URL: z
    .string()
    .default("")
    .describe("the API to which payments are told, e.g. http://127.0.0.1:8080"),
  GROUND_TRUTH_FILE: z
    .string()
    .optional()
    .describe("the path of the log of what truly happened; absent: none is kept"),
});

export type Config = Readonly<z.infer<typeof schema>>;

/** Reads the environment once; a wrong value is named. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config =>
  loadConfig(schema, env);
