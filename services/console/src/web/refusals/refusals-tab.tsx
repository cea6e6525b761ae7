import { Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";

import { meQuery } from "../api/me.js";
import { EnterRefusal } from "./enter-refusal.js";
import { RefusalTable } from "./refusal-table.js";
import { StopwatchCard } from "./stopwatch-card.js";

/** Who refused and how fast it was obeyed; entering one; lifting one with proof. */
export function RefusalsTab() {
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <Stack gap="lg">
      <StopwatchCard />
      {me.permissions.includes("lists:write") && <EnterRefusal />}
      <RefusalTable />
    </Stack>
  );
}
