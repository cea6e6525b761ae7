import type { FastifyRequest } from "fastify";
import { expect, test } from "vitest";

import { languageOf } from "./language.js";

const asking = (header: string | undefined) =>
  ({ headers: { "accept-language": header } }) as unknown as FastifyRequest;

test.each([
  [undefined, "en"],
  ["", "en"],
  ["tr", "tr"],
  ["fa-IR,fa;q=0.9,en;q=0.8", "fa"],
  ["de, vi;q=0.4, tr;q=0.7", "tr"],
  ["fa;q=0, en;q=0.1", "en"],
  ["de-DE, *;q=0.5", "en"],
  ["tr;q=nonsense, vi", "vi"],
])("Accept-Language %j is answered in %s", (header, language) => {
  expect(languageOf(asking(header), undefined)).toBe(language);
});

test("what is asked for by name wins over the header", () => {
  expect(languageOf(asking("fa"), "vi")).toBe("vi");
});
