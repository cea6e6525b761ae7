import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { SecretOnce } from "../parts/secret-once.js";

/** Makes the link by which somebody sets a new password; who makes it has made sure who asks [decision 0009]. */
export function ResetLinkDialog({
  member,
  onClose,
}: {
  readonly member: {
    readonly personId: string;
    readonly name: string;
    /** Codes of an authenticator are asked of them. */
    readonly totpEnabled: boolean;
  };
  readonly onClose: () => void;
}) {
  const t = useTranslations("account");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [forgetsTotp, setForgetsTotp] = useState(false);
  const issue = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/members/{id}/password-reset", {
          params: {
            path: { id: member.personId },
            query: { forgetTotp: forgetsTotp ? "true" : "false" },
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["members"] }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("resetLink")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      {issue.data !== undefined ? (
        <SecretOnce
          text={t("resetLinkMade")}
          secret={`${location.origin}/reset-password/${issue.data.token}`}
        />
      ) : (
        <Stack>
          <Text>{t("resetLinkSure", { name: member.name })}</Text>
          {member.totpEnabled && (
            <Checkbox
              label={t("forgetTotp")}
              description={t("forgetTotpHint", { name: member.name })}
              checked={forgetsTotp}
              onChange={({ currentTarget: { checked } }) => setForgetsTotp(checked)}
            />
          )}
          {issue.isError && <ProblemAlert error={issue.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button loading={issue.isPending} onClick={() => issue.mutate()}>
              {t("resetLinkMake")}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
