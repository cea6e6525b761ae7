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

test("whoever approves a price group reads for which sender it is, and what was before", () => {
  const queries = new QueryClient();
  queries.setQueryData(meQuery.queryKey, { market: "VN", providerId: "vn-bulksms" } as never);
  queries.setQueryData(deskLinesQuery.queryKey, [{ lineId: "l1", number: "BULKSMS" }] as never);
  const proposal = {
    ...{ proposalId: "p", kind: "price_group", tenantId: "t", by: "person:a" },
    ...{ before: { group: "2.1" }, after: { group: "2.2", line: "l1", purpose: "" } },
  };
  queries.setQueryData(proposalsQuery.queryKey, [proposal] as never);
  const card = createElement(MantineProvider, null, createElement(ProposalsCard));
  const page = createElement(
    QueryClientProvider,
    { client: queries },
    createElement(LanguageProvider, null, card),
  );
  const text = renderToStaticMarkup(page).replaceAll(/<style.*?<\/style>|<[^>]*>/gs, "");
  expect(text).toContain("before 2.1, after 2.2");
  expect(text).toContain("Sender: BULKSMS");
});
