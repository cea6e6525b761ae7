import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { MomentField } from "../parts/moment-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Refusal } from "./queries.js";

const SOURCES = ["reply", "form", "letter", "call", "desk"] as const;
type Source = (typeof SOURCES)[number];

/** Ends a refusal by the subscriber's own later word, with its proof. */
export function LiftWindow({
  refusal,
  onClose,
}: {
  readonly refusal: Refusal;
  readonly onClose: () => void;
}) {
  const t = useTranslations("refusal");
  const common = useTranslations("common");
  const format = useFormat();
  const queries = useQueryClient();
  const [saidAt, setSaidAt] = useState("");
  const [source, setSource] = useState<Source>("form");
  const [wording, setWording] = useState("");
  const [evidence, setEvidence] = useState("");
  const lift = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/opt-outs/{id}/lift", {
          params: { path: { id: refusal.refusalId }, header: {} },
          body: { saidAt: new Date(saidAt).toISOString(), source, wording, evidence },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["refusals"] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("liftTitle")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          lift.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t("liftText")}</Text>
          <Text fw={600} className="ltr num" ta="start">
            {format.digits(refusal.number)}
          </Text>
          <MomentField label={t("saidAt")} required value={saidAt} onChange={setSaidAt} />
          <Select
            label={t("saidBy")}
            allowDeselect={false}
            value={source}
            data={SOURCES.map((value) => ({ value, label: t(`source_${value}`) }))}
            onChange={(word) => setSource(SOURCES.find((known) => known === word) ?? "form")}
          />
          <TextInput
            label={t("wording")}
            required
            value={wording}
            onChange={({ currentTarget: { value } }) => setWording(value)}
          />
          <TextInput
            label={t("evidence")}
            required
            value={evidence}
            onChange={({ currentTarget: { value } }) => setEvidence(value)}
          />
          <ProblemAlert error={lift.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" disabled={saidAt === ""} loading={lift.isPending}>
              {t("lift")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
