import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Application } from "./queries.js";

/** Calls a request off while nobody outside the provider has it; asked once more, because it is final. */
export function WithdrawRequest({ application }: { readonly application: Application }) {
  const t = useTranslations("numbers");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const [isAsking, setAsking] = useState(false);
  const { applicationId: id, version: expectedVersion, possibleEvents } = application;
  const withdraw = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/applications/{id}/events", {
          params: { path: { id } },
          body: { event: "withdraw", expectedVersion, note: "", findings: [], originals: [] },
        }),
      ),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ["applications"] });
    },
  });
  const isOwner = me.data?.roles.includes("owner") ?? false;
  if (!isOwner || !possibleEvents.includes("withdraw")) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("withdraw")}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t("withdraw")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text size="sm">{t(meansOf(application.kind))}</Text>
          {application.originals.length > 0 && <Text size="sm">{t("withdrawOriginals")}</Text>}
          <ProblemAlert error={withdraw.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {common("cancel")}
            </Button>
            <Button color="red" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t("withdraw")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** What becomes of the number depends on what was asked of it. */
function meansOf(kind: string | undefined) {
  switch (kind) {
    case "to_advertising":
      return "withdrawMeans_to_advertising";
    case "transfer":
      return "withdrawMeans_transfer";
    case "purposes":
      return "withdrawMeans_purposes";
    default:
      return "withdrawMeans_obtain";
  }
}
