import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = readdirSync(import.meta.dirname).filter((name) => !name.endsWith(".test.ts"));

test.each(files)("%s runs in a browser: it imports its neighbours only, no Node API", (name) => {
  const source = readFileSync(`${import.meta.dirname}/${name}`, "utf8");
  const imported = [...source.matchAll(/\bfrom "([^"]+)"|\bimport\(/g)].map(([, path]) => path);
  expect(imported.filter((path) => !path?.startsWith("./"))).toEqual([]);
  expect(source).not.toMatch(/\b(process|Buffer|require|global|setImmediate)\b[.(]/);
});
