import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { MomentField } from "../parts/moment-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";

type State = "given" | "withdrawn";
type Kind = "consumer" | "merchant";

/** Enters what a recipient said, with its proof. */
export function ConsentWindow({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("refusal");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [state, setState] = useState<State>("given");
  const [recipientKind, setKind] = useState<Kind>("consumer");
  const [words, setWords] = useState({
    number: "",
    saidAt: "",
    source: "HS_WEB",
    wording: "",
    evidence: "",
  });
  const enter = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/consents", {
          params: { header: {} },
          body: { ...words, state, recipientKind, saidAt: new Date(words.saidAt).toISOString() },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["consents"] });
      onClose();
    },
  });
  const field = (name: keyof typeof words) => ({
    required: true,
    value: words[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setWords({ ...words, [name]: value }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("addConsent")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        <Stack>
          <SegmentedControl
            aria-label={t("consentState")}
            value={state}
            onChange={(word) => setState(word === "withdrawn" ? word : "given")}
            data={[
              { value: "given", label: t("given") },
              { value: "withdrawn", label: t("withdrawn") },
            ]}
          />
          <SegmentedControl
            aria-label={t("recipientKind")}
            value={recipientKind}
            onChange={(word) => setKind(word === "merchant" ? word : "consumer")}
            data={[
              { value: "consumer", label: t("kind_consumer") },
              { value: "merchant", label: t("kind_merchant") },
            ]}
          />
          <TextInput label={t("number")} inputMode="tel" data-autofocus {...field("number")} />
          <MomentField
            label={t("saidAt")}
            required
            value={words.saidAt}
            onChange={(saidAt) => setWords({ ...words, saidAt })}
          />
          <TextInput label={t("source")} description={t("sourceHint")} {...field("source")} />
          <TextInput label={t("wording")} {...field("wording")} />
          <TextInput label={t("evidence")} {...field("evidence")} />
          <ProblemAlert error={enter.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" disabled={words.saidAt === ""} loading={enter.isPending}>
              {common("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
