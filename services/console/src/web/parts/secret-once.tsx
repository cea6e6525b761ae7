import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { KeyRound } from "lucide-react";
import { useTranslations } from "use-intl";

/** Something that is shown this once, with a button to take it along. */
export function SecretOnce({ text, secret }: { readonly text: string; readonly secret: string }) {
  const t = useTranslations("common");
  return (
    <Alert color="green" icon={<KeyRound size={20} aria-hidden />}>
      <Stack gap="xs">
        <Text size="sm">{text}</Text>
        <Code block className="ltr code" data-secret>
          {secret}
        </Code>
        <Group>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button size="xs" variant="light" onClick={copy}>
                {copied ? t("copied") : t("copy")}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  );
}
