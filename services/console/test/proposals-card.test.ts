import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, expect, test, vi } from "vitest";

import { meQuery } from "../src/web/api/me.js";
import { deskLinesQuery } from "../src/web/desk/queries.js";
import { ProposalsCard } from "../src/web/finance/proposals-card.js";
import { proposalsQuery } from "../src/web/finance/queries.js";
import { LanguageProvider } from "../src/web/language/language-provider.js";

// The card is drawn without a browser: of one it needs no more than this, and while it is read.
vi.hoisted(() => {
  vi.stubGlobal("location", { origin: "http://localhost", search: "?lang=en" });
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("navigator", { languages: [] });
});
afterAll(() => vi.unstubAllGlobals());

const drawn = (proposal: object): string => {
  const queries = new QueryClient();
  queries.setQueryData(meQuery.queryKey, { market: "VN", providerId: "vn-bulksms" } as never);
  queries.setQueryData(deskLinesQuery.queryKey, [{ lineId: "l1", number: "BULKSMS" }] as never);
  const waiting = { proposalId: "p", by: "person:a", ...proposal };
  queries.setQueryData(proposalsQuery.queryKey, [waiting] as never);
  const card = createElement(MantineProvider, null, createElement(ProposalsCard));
  const page = createElement(
    QueryClientProvider,
    { client: queries },
    createElement(LanguageProvider, null, card),
  );
  return renderToStaticMarkup(page).replaceAll(/<style.*?<\/style>|<[^>]*>/gs, "");
};

test("whoever approves a price group reads for which sender it is, and what was before", () => {
  const after = { group: "2.2", line: "l1", purpose: "" };
  const text = drawn({ kind: "price_group", tenantId: "t", before: { group: "2.1" }, after });
  expect(text).toContain("before 2.1, after 2.2");
  expect(text).toContain("Sender: BULKSMS");
});

test("whoever approves what a credit costs reads for whom and from when, and what it cost before", () => {
  const after = { per_credit: "30", currency: "TRY", effective_from: "2026-12-01" };
  const [kind, reference] = ["credit_price", "decision 7"];
  const text = drawn({ kind, before: { per_credit: "25" }, after, reference });
  expect(text).toContain("Every customer · What a credit costs");
  expect(text).toMatch(/before \D*0\.25, after \D*0\.30/u);
  expect(text).toContain("First day: ");
  expect(text).toContain("decision 7");
  const ended = { ...after, per_credit: "" };
  const own = { kind: "credit_price", tenantId: "t", before: { per_credit: "20" }, after: ended };
  expect(drawn(own)).toContain("after As everybody");
});
