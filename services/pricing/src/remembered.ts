/** Answers remembered at once; the oldest make room. */
const MOST = 10_000;

/** Asks again only after so long: for what is read with every message and changes rarely. */
export const remembered = <Answer>(
  now: () => Date,
  forMs: number,
  ask: (key: string) => Promise<Answer>,
): ((key: string) => Promise<Answer>) => {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<Answer> }>();
  return (key) => {
    const at = now().getTime();
    const found = known.get(key);
    if (found !== undefined && at < found.until && at >= found.until - forMs) return found.answer;
    if (known.size >= MOST) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    const answer = ask(key);
    known.delete(key);
    known.set(key, { until: at + forMs, answer });
    // A failure is not remembered.
    answer.catch(() => known.delete(key));
    return answer;
  };
};
