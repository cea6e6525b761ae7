import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { Phone } from "../templates/phone.js";
import { templateQuery } from "../templates/queries.js";
import type { Campaign } from "./queries.js";

type Variant = NonNullable<Campaign["variants"]>[number];

/** The texts that were tried, beside each other; of a template with its variables as they stand in it. */
export function VariantTexts({ variants }: { readonly variants: readonly Variant[] }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {variants.map((variant) => (
        <Stack key={variant.variant} gap={4}>
          {variant.templateId === undefined ? (
            <Phone sender={variant.name} pieces={[variant.text ?? ""]} />
          ) : (
            <OfTemplate name={variant.name} templateId={variant.templateId} />
          )}
        </Stack>
      ))}
    </SimpleGrid>
  );
}

function OfTemplate({ name, templateId }: { readonly name: string; readonly templateId: string }) {
  const template = useQuery(templateQuery(templateId));
  return (
    <>
      <Phone sender={name} pieces={template.data === undefined ? [] : [template.data.body]} />
      <Text size="xs" c="dimmed">
        <bdi>{template.data?.name}</bdi>
      </Text>
    </>
  );
}
