/** What receipts and submits do to a chunk, for simulations of the whole road. */
export { applyReceipts, indexKeys, type Receipt } from "./domain/apply-receipts.js";
export { applySubmits, type SubmitsSnapshot } from "./domain/apply-submits.js";
export { operatorKey, type ChunkOutcome } from "./domain/chunk-outcome.js";
export { stateOf, type PartState } from "./domain/part-state.js";
