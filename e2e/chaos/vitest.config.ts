import { defineConfig } from "vitest/config";

/** One long run, by `npm run chaos`; its short form is e2e/test/faults.test.ts. */
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
