export { OPERATOR_ROUTES, type OperatorRoute } from "./operators.js";
export { readRun, type RunInfo } from "./run-file.js";
export type { Secrets } from "./secrets.js";
export { SERVICES, type ServiceEntry } from "./services.js";
export { rebuildService } from "./rebuild-service.js";
export { startStack, type Stack, type StackOptions } from "./stack.js";
