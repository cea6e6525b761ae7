import { Button, Group, Modal, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { ProblemAlert } from "../parts/problem-alert.js";

/** Makes an empty list, and says which lines may write to its members only. */
export function NewListDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations("list");
  const common = useTranslations("common");
  const format = useFormat();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const lines = useQuery(linesQuery);
  const [name, setName] = useState("");
  const [governsLineIds, setGoverns] = useState<string[]>([]);
  const make = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/lists", { body: { name, governsLineIds }, params: { header: {} } }),
      ),
    onSuccess: async ({ listId }) => {
      await queries.invalidateQueries({ queryKey: ["lists"] });
      await navigate({ to: "/lists/$listId", params: { listId } });
    },
  });
  const governed = (lines.data ?? []).filter(({ governedByList }) => governedByList);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("newList")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={t("name")}
            value={name}
            required
            data-autofocus
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          {governed.length > 0 && (
            <MultiSelect
              label={t("governs")}
              description={t("governsHint")}
              data={governed.map(({ lineId, number }) => ({
                value: lineId,
                label: format.digits(number),
              }))}
              value={governsLineIds}
              onChange={setGoverns}
            />
          )}
          <ProblemAlert error={make.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t("make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
