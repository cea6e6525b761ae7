import { Button, Group, Kbd, Modal, Table } from "@mantine/core";
import { Keyboard } from "lucide-react";
import { useTranslations } from "use-intl";

import type { deskTexts } from "./texts.js";

export type KeyRow = {
  readonly keys: readonly string[];
  readonly does: Extract<keyof typeof deskTexts, `key${string}`>;
};

/** The button that shows which keys a screen knows, and the list itself. */
export function KeyMap({
  rows,
  opened,
  onChange,
}: {
  readonly rows: readonly KeyRow[];
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}) {
  const t = useTranslations("desk");
  const common = useTranslations("common");
  return (
    <>
      <Button
        variant="default"
        leftSection={<Keyboard size={18} aria-hidden />}
        rightSection={<Kbd size="xs">?</Kbd>}
        onClick={() => onChange(true)}
      >
        {t("keys")}
      </Button>
      <Modal
        opened={opened}
        onClose={() => onChange(false)}
        title={t("keysHint")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Table>
          <Table.Tbody>
            {[...rows, { keys: ["?"], does: "keyMap" } as const].map(({ keys, does }) => (
              <Table.Tr key={does}>
                <Table.Td>
                  <Group gap={4} className="ltr">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td>{t(does)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  );
}
