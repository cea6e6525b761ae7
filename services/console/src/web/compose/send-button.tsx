import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Send } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { isSendable, type Campaign } from "./queries.js";
import type { Orders } from "./use-orders.js";

/** Sends what the forecast showed, after one more question with its numbers. */
export function SendButton({
  campaign,
  orders,
}: {
  readonly campaign: Campaign;
  readonly orders: Orders;
}) {
  const t = useTranslations("compose");
  const common = useTranslations("common");
  const format = useFormat();
  const [opened, { open, close }] = useDisclosure();
  const { forecast } = campaign;
  if (forecast === undefined || !isSendable(campaign)) return null;
  const total = forecast.quote?.total;
  const numbers = {
    recipients: forecast.recipientsKept,
    cost: total === undefined ? "—" : `\u2068${format.money(total)}\u2069`,
  };
  return (
    <>
      <Button
        size="md"
        leftSection={<Send size={18} className="mirror" aria-hidden />}
        onClick={open}
      >
        {t("send", numbers)}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("confirmTitle")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text>{t("confirmText", numbers)}</Text>
          <ProblemAlert error={orders.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common("cancel")}
            </Button>
            <Button loading={orders.isSending} onClick={orders.send}>
              {t("confirmSend")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
