import { defineConfig } from "vitest/config";

/** By `npm run chaos`: one long run, or each fault once (`--short`). */
export default defineConfig({
  resolve: { conditions: ["@whiteline/source"] },
  ssr: { resolve: { conditions: ["@whiteline/source", "node", "import", "default"] } },
  test: {
    name: "chaos",
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 4 * 3_600_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
