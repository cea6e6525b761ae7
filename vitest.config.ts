import { defineConfig } from "vitest/config";

const source = {
  ssr: { resolve: { conditions: ["@whiteline/source", "node"] } },
  resolve: { conditions: ["@whiteline/source"] },
};
const never = ["**/dist/**", "**/node_modules/**"];
const pure = [
  "packages/{sms,markets,smpp}/src/**/*.test.ts",
  "services/*/src/domain/**/*.test.ts",
  "services/*/src/*.test.ts",
  "e2e/simulation/*.test.ts",
];

const browser = ["e2e/test/console-*.test.ts", "e2e/test/door-*.test.ts"];

/**
 * Four projects: `pure` needs nothing; `real` gets one mongod and one nats-server for the whole
 * suite (testkit's global set-up), a database per test; each file of `e2e` starts its own house; the files of `browser`
 * share one, where each journey, through a browser or at the door of the API, brings its own company.
 */
export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: "pure",
          // What keeps no state can share a process: a process for each file took four fifths of the time.
          isolate: false,
          sequence: { groupOrder: 0 },
          include: pure,
          exclude: never,
          // Arithmetic alone, but property tests are slow on a machine that others use as well.
          testTimeout: 180_000,
        },
      },
      {
        ...source,
        test: {
          name: "real",
          // A process for each file took a third of the time; servers, databases and ports are each test's own all the same.
          isolate: false,
          sequence: { groupOrder: 1 },
          include: [
            "packages/*/src/**/*.test.ts",
            "services/*/{src,test}/**/*.test.ts",
            "deploy/local/src/**/*.test.ts",
          ],
          exclude: [...never, ...pure],
          globalSetup: ["packages/testkit/src/vitest-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        ...source,
        test: {
          name: "e2e",
          sequence: { groupOrder: 2 },
          include: ["e2e/test/**/*.test.ts"],
          exclude: [...never, ...browser],
          testTimeout: 600_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
      {
        ...source,
        test: {
          name: "browser",
          sequence: { groupOrder: 3 },
          include: browser,
          exclude: never,
          globalSetup: ["e2e/src/browser/console-house-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
