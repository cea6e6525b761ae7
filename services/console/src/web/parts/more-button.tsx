import { Button, Group, Stack } from "@mantine/core";

import { ProblemAlert } from "./problem-alert.js";

/** The next page of what `useInfiniteQuery` reads, where there is one; that it failed is said beside it. */
export function MoreButton({
  query,
  label,
}: {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: Error | null;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly label: string;
}) {
  if (!query.hasNextPage) return null;
  return (
    <Stack gap="xs" px="lg" pb="sm">
      <ProblemAlert error={query.isFetchNextPageError ? query.error : undefined} />
      <Group>
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {label}
        </Button>
      </Group>
    </Stack>
  );
}
