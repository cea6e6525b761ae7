import { join } from "node:path";

import { loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const schema = z.object({
  SERVICE_NAME: serviceShape.SERVICE_NAME,
  HOST: serviceShape.HOST,
  GRPC_PORT: serviceShape.GRPC_PORT,
  HTTP_PORT: serviceShape.HTTP_PORT,
  LOG_LEVEL: serviceShape.LOG_LEVEL,
  PRINCIPAL_PUBLIC_KEYS: serviceShape.PRINCIPAL_PUBLIC_KEYS,
  /** Where people open the console; HTTP_PORT is for operators of the installation. */
  CONSOLE_PORT: serviceShape.HTTP_PORT,
  /** The gateway's public API; the console offers it under its own origin, so that the session cookie is first-party. */
  API_URL: z.url({ protocol: /^https?$/ }).describe("the address of the public API, http://…"),
  /** What `vite build` wrote. */
  WEB_DIR: z
    .string()
    .min(1)
    .default(join(import.meta.dirname, "web")),
  /** Proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas. */
  TRUSTED_PROXIES: z.string().optional(),
});

export type Config = Readonly<z.infer<typeof schema>>;

/** Reads the environment once; a wrong value is named. The console keeps nothing and needs no database. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config =>
  loadConfig(schema, env);
