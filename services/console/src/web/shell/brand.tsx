import { Group, Text } from "@mantine/core";

/** The name and its mark. */
export function Brand() {
  return (
    <Group gap={10} wrap="nowrap" className="ltr">
      <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0f5c6e" />
        <path
          d="M6 17.5h7l3-8 3.5 13 2.5-5H26"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <Text fw={700} size="lg" c="harbour.9">
        Whiteline
      </Text>
    </Group>
  );
}
