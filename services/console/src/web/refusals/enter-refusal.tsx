import { Button, Card, Group, Select, Stack, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { toLatinDigits } from "../language/formats.js";
import { linesQuery } from "../numbers/queries.js";
import { ProblemAlert } from "../parts/problem-alert.js";

/** Enters what a subscriber said on the telephone or in a letter. */
export function EnterRefusal() {
  const t = useTranslations("refusal");
  const format = useFormat();
  const queries = useQueryClient();
  const lines = useQuery(linesQuery);
  const [number, setNumber] = useState("");
  const [lineId, setLineId] = useState("");
  const enter = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/opt-outs", {
          body: { number: toLatinDigits(number), lineId, reference: "" },
          params: { header: {} },
        }),
      ),
    onSuccess: () => {
      setNumber("");
      notifications.show({ message: t("entered"), color: "green" });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["refusals"] }),
  });
  return (
    <Card
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("enter")}
        </Title>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t("number")}
            inputMode="tel"
            required
            value={number}
            styles={{ input: { direction: "ltr", textAlign: "start" } }}
            onChange={({ currentTarget: { value } }) => setNumber(value)}
          />
          <Select
            label={t("line")}
            allowDeselect={false}
            value={lineId}
            onChange={(value) => setLineId(value ?? "")}
            data={[
              { value: "", label: t("everyLine") },
              ...(lines.data ?? []).map((line) => ({
                value: line.lineId,
                label: format.digits(line.number),
              })),
            ]}
          />
          <Button type="submit" loading={enter.isPending}>
            {t("enter")}
          </Button>
        </Group>
        <ProblemAlert error={enter.error} />
      </Stack>
    </Card>
  );
}
