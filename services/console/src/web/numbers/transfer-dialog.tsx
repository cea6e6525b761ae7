import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { toLatinDigits } from "../language/formats.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { useFindings } from "./findings.js";
import { familiesQuery } from "./queries.js";

/** Brings a service line from another provider; it keeps its service status only by the operator's word [IR-MEL-18]. */
export function TransferDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("numbers");
  const access = useTranslations("access");
  const common = useTranslations("common");
  const names = usePackNames();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const families = useQuery(familiesQuery);
  const offered = (families.data ?? []).filter(
    ({ provider, eligible, kind }) => provider === me.providerId && eligible && kind === "number",
  );
  const given = (text: string) => (text.trim() === "" ? access("required") : null);
  const form = useForm({
    initialValues: { family: "", number: "", fromProvider: "", note: "" },
    validate: { family: given, number: given, fromProvider: given },
  });
  const transfer = useMutation({
    mutationFn: async ({ family, number, fromProvider, note }: typeof form.values) =>
      bodyOf(
        await api.POST("/v1/transfers", {
          params: { header: {} },
          body: {
            providerId: me.providerId,
            family,
            number: toLatinDigits(number).trim(),
            fromProvider: fromProvider.trim(),
            note: note.trim(),
            documents: {},
            applicant: {
              kind: me.tenant?.kind === "natural" ? "natural" : "legal",
              representativeIsSignatory: true,
              nationalCardIsSmart: true,
              sector: "general",
            },
          },
        }),
      ),
    onSuccess: async ({ applicationId }) => {
      await queries.invalidateQueries({ queryKey: ["applications"] });
      await navigate({ to: "/requests/$id", params: { id: applicationId } });
    },
  });
  const findings = useFindings(transfer.error, []);
  const numberError = findings.at("number", "line_number", "sender");
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("transfer")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form noValidate onSubmit={form.onSubmit((values) => transfer.mutate(values))}>
        <Stack>
          <Text size="sm">{t("transferLead")}</Text>
          <Select
            label={t("kindOfLine")}
            data={offered.map((family) => ({
              value: family.family,
              label: names.family(family.family, family),
            }))}
            data-autofocus
            {...form.getInputProps("family")}
          />
          <TextInput
            label={t("sender_number")}
            dir="ltr"
            {...form.getInputProps("number")}
            {...(numberError !== undefined && { error: numberError })}
          />
          <TextInput label={t("fromProvider")} {...form.getInputProps("fromProvider")} />
          <Textarea
            label={`${t("note")} (${common("optional")})`}
            autosize
            {...form.getInputProps("note")}
          />
          {transfer.isError && numberError === undefined && <ProblemAlert error={transfer.error} />}
          <Group>
            <Button type="submit" loading={transfer.isPending}>
              {t("transferFile")}
            </Button>
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
