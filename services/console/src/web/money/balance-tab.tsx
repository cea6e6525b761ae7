import { Grid, Stack } from "@mantine/core";

import { BalanceCard } from "./balance-card.js";
import { DuesCard } from "./dues-card.js";
import { EntriesCard } from "./entries-card.js";
import { NoticesCard } from "./notices-card.js";
import { OwnPaymentCases } from "./own-payment-cases.js";

/** What is there and where it came from or went; beside it what is owed and when to warn. */
export function BalanceTab() {
  return (
    <Stack gap="lg">
      <BalanceCard />
      <OwnPaymentCases />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <EntriesCard />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <DuesCard />
            <NoticesCard />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
