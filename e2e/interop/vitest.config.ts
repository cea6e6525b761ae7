import { defineConfig } from "vitest/config";

/** Foreign programs against our operator simulator; what they need is installed by the global set-up. */
export default defineConfig({
  resolve: { conditions: ["@whiteline/source"] },
  ssr: { resolve: { conditions: ["@whiteline/source", "node", "import", "default"] } },
  test: {
    name: "interop",
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: ["provide-programs.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
