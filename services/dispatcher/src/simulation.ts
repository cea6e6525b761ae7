/** What a simulated road is made of: the machines that real roads run on, without their wiring. */
export { watchCarriers } from "./account-watch.js";
export { carryChunk } from "./carry-chunk.js";
export type { Carrying, Chunk } from "./carrying.js";
export type { Account } from "./config.js";
export { accountOf, bindsOf } from "./domain/bind-plan.js";
export { isComplete, type ChunkProgress, type JournalEntry } from "./domain/chunk-progress.js";
export { openEmbargo, type Embargo } from "./domain/embargo.js";
export { maySend, type Lease } from "./domain/lease.js";
export { partsOfChunk } from "./domain/parts.js";
export { submitCode } from "./domain/submit-code.js";
export { hear, mayTry, openStanding, senderOf } from "./domain/trial.js";
export { wholeText } from "./domain/wire-form.js";
export { limitTo, openThrottle, takeParts } from "./domain/throttle.js";
export { joinShares } from "./join-shares.js";
export { keepLease } from "./keep-lease.js";
export { laneGate } from "./smpp/lane-gate.js";
export { submitOver } from "./smpp/submit-parts.js";
export type { SubmitStore } from "./store/submits.js";
