import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

/** Asks before a key stops working, because what uses it stops too. */
export function RevokeDialog({
  name,
  busy,
  onCancel,
  onConfirm,
}: {
  readonly name: string | undefined;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}) {
  const t = useTranslations("account");
  const common = useTranslations("common");
  return (
    <Modal
      opened={name !== undefined}
      onClose={onCancel}
      title={t("revoke")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack>
        <Text>{t("revokeSure", { name: name ?? "" })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {common("cancel")}
          </Button>
          <Button color="red" loading={busy} onClick={onConfirm}>
            {t("revoke")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
