/**
 * What is kept beside the ledger and what its entries say, by the cause of both. What agrees is forgotten at once, so that
 * a long ledger fits into memory where both are read in one order.
 */
export const twoBooks = () => {
  const open = new Map<string, { readonly should: bigint; readonly is: bigint }>();
  const add = (name: string, should: bigint, is: bigint): void => {
    const known = open.get(name);
    const sum = { should: (known?.should ?? 0n) + should, is: (known?.is ?? 0n) + is };
    if (sum.should === sum.is) open.delete(name);
    else open.set(name, sum);
  };
  return {
    should: (name: string, minor: bigint): void => add(name, minor, 0n),
    is: (name: string, minor: bigint): void => add(name, 0n, minor),
    /** Each difference in words. */
    *differences(): Iterable<string> {
      for (const [name, { should, is }] of open) {
        yield `${name} should have moved ${should}; its entries moved ${is}.`;
      }
    },
  };
};
