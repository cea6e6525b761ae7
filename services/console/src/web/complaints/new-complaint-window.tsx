import { Button, Group, Modal, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { toLatinDigits } from "../language/formats.js";
import { MomentField } from "../parts/moment-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";

const SOURCES = ["subscriber", "operator", "authority"] as const;

/** Enters what somebody complained of; message and evidence are looked for by themselves. */
export function NewComplaintWindow({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("complaint");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [source, setSource] = useState<(typeof SOURCES)[number]>("subscriber");
  const [receivedAt, setReceivedAt] = useState("");
  const [words, setWords] = useState({ sender: "", number: "", reference: "", text: "" });
  const enter = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/complaints", {
          params: { header: {} },
          body: {
            source,
            text: words.text,
            reference: words.reference,
            sender: toLatinDigits(words.sender.trim()),
            number: toLatinDigits(words.number.trim()),
            ...(receivedAt !== "" && { receivedAt: new Date(receivedAt).toISOString() }),
          },
        }),
      ),
    onSuccess: async ({ complaintId }) => {
      await queries.invalidateQueries({ queryKey: ["complaints"] });
      await navigate({ to: "/complaints/$complaintId", params: { complaintId } });
    },
  });
  const field = (name: keyof typeof words) => ({
    value: words[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setWords({ ...words, [name]: value }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("enter")}
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
            aria-label={t("from")}
            value={source}
            onChange={(word) => setSource(SOURCES.find((known) => known === word) ?? "subscriber")}
            data={SOURCES.map((value) => ({ value, label: t(`source_${value}`) }))}
          />
          <TextInput
            label={t("sender")}
            description={t("senderHint")}
            required
            data-autofocus
            {...field("sender")}
          />
          <TextInput label={t("number")} inputMode="tel" {...field("number")} />
          <MomentField label={t("receivedAt")} value={receivedAt} onChange={setReceivedAt} />
          <TextInput label={t("reference")} {...field("reference")} />
          <Textarea label={t("said")} autosize minRows={3} maxRows={8} {...field("text")} />
          <ProblemAlert error={enter.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" loading={enter.isPending}>
              {t("enter")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
