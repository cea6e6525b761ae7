/** Tokens of one account: one submit each. */
export type Bucket = { readonly tokens: number; readonly at: number };

/** A burst of a tenth of a second is let through. */
const BURST_S = 0.1;

/**
 * Takes a token at `now` (ms) where `perSecond` fill the bucket; `allowed` is false when it is
 * empty. No bucket yet: a full one.
 */
export const takeToken = (
  bucket: Bucket | undefined,
  perSecond: number,
  now: number,
): { readonly allowed: boolean; readonly bucket: Bucket } => {
  const full = Math.max(1, perSecond * BURST_S);
  const filled =
    bucket === undefined
      ? full
      : Math.min(full, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
  const allowed = filled >= 1;
  return { allowed, bucket: { tokens: allowed ? filled - 1 : filled, at: now } };
};
