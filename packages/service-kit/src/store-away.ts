import mongoose from "mongoose";

const { mongo } = mongoose;
const { MongoErrorLabel } = mongo;

/**
 * Classes for "no server now" and "this client is being closed". A pool that was cleared
 * (MongoPoolClearedError and its kin) is a network error by class.
 */
const classes = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoServerClosedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoOperationTimeoutError,
  // No answer to a command, or a server that was forgotten between its choice and a second try.
  mongo.MongoUnexpectedServerResponseError,
  mongoose.Error.MongooseServerSelectionError,
];
/** Driver errors of which it exports no class. */
const names: ReadonlySet<string> = new Set(["MongoPoolClosedError", "MongoWaitQueueTimeoutError"]);
/** The driver's and the server's own words for "again, and it may go well". */
const labels: readonly string[] = [
  MongoErrorLabel.RetryableWriteError,
  MongoErrorLabel.RetryableError,
  MongoErrorLabel.SystemOverloadedError,
  MongoErrorLabel.TransientTransactionError,
  MongoErrorLabel.UnknownTransactionCommitResult,
  MongoErrorLabel.ResetPool,
  MongoErrorLabel.PoolRequestedRetry,
];
/** Answers of a server that goes, comes, or has lost its majority; reads get them without a label. */
const codeNames: ReadonlySet<string> = new Set([
  "ShutdownInProgress",
  "InterruptedAtShutdown",
  "InterruptedDueToReplStateChange",
  "PrimarySteppedDown",
  "NotWritablePrimary",
  "NotPrimaryNoSecondaryOk",
  "NotPrimaryOrSecondary",
  "ReadConcernMajorityNotAvailableYet",
  "WriteConcernTimeout",
  "WriteConcernFailed",
]);

/**
 * Node's own words for a peer that is gone. A write that fails at once, before the event loop has heard of the end,
 * leaves the driver as it came from the socket (`Connection.writeCommand` of mongodb 7.8), not as a network error.
 */
const socketCodes: ReadonlySet<string> = new Set(["EPIPE", "ECONNRESET"]);

function isBrokenSocket(error: Error): boolean {
  if (!("syscall" in error && "code" in error)) return false;
  return error.syscall === "write" && typeof error.code === "string" && socketCodes.has(error.code);
}

/** A bulk of writes hides why it never had an answer, and says what it waited for in vain by a number without a name. */
function isBulkUnanswered(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return false;
  if (error.result.getWriteErrorCount() > 0) return false;
  return typeof error.code !== "number" || error.result.getWriteConcernError() !== undefined;
}

/** Whether MongoDB failed in a way that passes when the database is back: to be tried again, not looked into. */
export function isStoreAway(error: unknown): boolean {
  if (classes.some((away) => error instanceof away) || isBulkUnanswered(error)) return true;
  if (!(error instanceof mongo.MongoError)) return error instanceof Error && isBrokenSocket(error);
  if (names.has(error.name) || labels.some((label) => error.hasErrorLabel(label))) return true;
  return error instanceof mongo.MongoServerError && codeNames.has(error.codeName ?? "");
}
