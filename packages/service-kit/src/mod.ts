export { createBell, type Bell } from "./bell.js";
export {
  bearer,
  forward,
  principalOf,
  requireService,
  requireStaff,
  requireTenant,
  serviceRequired,
  type CallContext,
  type CallContextExt,
  type CallOptions,
  type StaffRole,
} from "./call-context.js";
export {
  ConfigError,
  envelopeKeysSchema,
  loadConfig,
  serviceShape,
  type PrincipalKeys,
  type ServiceConfig,
} from "./config.js";
export { closeMongo, connectMongo, inTransaction, isDuplicateKey } from "./connect-mongo.js";
export { createClient, type Client } from "./create-client.js";
export { DomainError, type ErrorKind } from "./domain-error.js";
export {
  createEnvelope,
  type Envelope,
  type EnvelopeHeader,
  type EnvelopeKeys,
} from "./envelope.js";
export { forgetAfter, type Retention } from "./forget-after.js";
export { inRounds } from "./in-rounds.js";
export { liveGauge } from "./live-gauge.js";
export { holdsPermission, permissionsOf } from "./judge-role.js";
export { createLogger, type Logger } from "./logger.js";
export { systemPorts, type Ports } from "./ports.js";
export { actorOf, signPrincipal, verifyPrincipal, type Principal } from "./principal.js";
export { type RefusedCalls } from "./refused-calls.js";
export { permissions, type Permission } from "./role-table.js";
export { runMain } from "./run-main.js";
export {
  runService,
  type Life,
  type RunConfig,
  type RunOptions,
  type Running,
} from "./run-service.js";
export { openJson, sealJson, type SealedJson } from "./sealed-json.js";
export { serviceTokens, type ServiceTokens } from "./service-tokens.js";
export { isStoreAway } from "./store-away.js";
