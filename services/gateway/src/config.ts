import { loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const peer = z.string().min(1).describe("the address of the service, host:port");

const schema = z.object({
  SERVICE_NAME: serviceShape.SERVICE_NAME,
  HOST: serviceShape.HOST,
  GRPC_PORT: serviceShape.GRPC_PORT,
  HTTP_PORT: serviceShape.HTTP_PORT,
  LOG_LEVEL: serviceShape.LOG_LEVEL,
  PRINCIPAL_PUBLIC_KEYS: serviceShape.PRINCIPAL_PUBLIC_KEYS,
  /** Where customers call; HTTP_PORT is for operators of the installation. */
  API_PORT: serviceShape.HTTP_PORT,
  ACCOUNTS_URL: peer,
  LINES_REGISTRY_URL: peer,
  LISTS_URL: peer,
  COMPLIANCE_URL: peer,
  PRICING_URL: peer,
  CAMPAIGNS_URL: peer,
  DISPATCHER_URL: peer,
  DLR_URL: peer,
  /** Proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas. */
  TRUSTED_PROXIES: z.string().optional(),
  /** A principal token lives 60 s [architecture · law 8]; what is kept longer than 45 s could expire on its way. */
  AUTH_CACHE_MS: z.coerce.number().int().min(0).max(45_000).default(45_000),
  /** The window in which singles become one group [architecture · §3, One message]. */
  COALESCE_WAIT_MS: z.coerce.number().int().min(0).max(50).default(3),
  /** Groups of one key, line and lane under way at once; what comes meanwhile joins the next one. */
  COALESCE_GROUPS: z.coerce.number().int().positive().default(8),
  /** Messages that wait for an answer at once; above it callers get 429. */
  COALESCE_PENDING: z.coerce.number().int().min(1_000).default(20_000),
  REQUEST_DEADLINE_MS: z.coerce.number().int().positive().default(10_000),
  /** For uploads, downloads and feeds, which last as long as their content. */
  STREAM_DEADLINE_MS: z.coerce.number().int().positive().default(600_000),
  /** A batch of 1,000 messages of 4 KB fits. */
  BODY_MAX_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(4 * 1024 * 1024),
  UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(256 * 1024 * 1024),
});

export type Config = Readonly<z.infer<typeof schema>>;

/** Reads the environment once; a wrong value is named. The gateway needs neither database nor NATS. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config =>
  loadConfig(schema, env);
