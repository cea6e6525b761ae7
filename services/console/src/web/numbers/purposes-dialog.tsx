import { Alert, Button, Checkbox, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { LinkButton } from "../parts/link-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { textRulesQuery } from "../templates/queries.js";
import { lineQuery, type Line } from "./queries.js";

/**
 * A name is declared for more of what its market knows: a wish that the provider reviews. One of which nothing is known
 * is declared for all that it is to carry; what is left out ends.
 */
export function PurposesDialog({
  line: { lineId, market, purposes: known },
  onClose,
}: {
  readonly line: Line;
  readonly onClose: () => void;
}) {
  const t = useTranslations("numbers");
  const common = useTranslations("common");
  const line = useQuery({ ...lineQuery(lineId), staleTime: 0 });
  const rules = useQuery(textRulesQuery(market));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(known.length === 0 ? "declareFirst" : "declareMore")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <QueryView query={line} rows={2}>
        {({ possibleRequests, openCaseId, purposes }) => {
          if (openCaseId !== undefined)
            return (
              <Stack>
                <Alert color="orange">{t("convertUnderWay")}</Alert>
                <LinkButton to="/requests/$id" params={{ id: openCaseId }}>
                  {t("seeRequest")}
                </LinkButton>
              </Stack>
            );
          if (!possibleRequests.includes("purposes"))
            return <Text size="sm">{t("purposesAll")}</Text>;
          return (
            <QueryView query={rules} rows={2}>
              {({ traffic }) => (
                <Wish
                  lineId={lineId}
                  open={traffic.map(({ kind }) => kind).filter((kind) => !purposes.includes(kind))}
                  isFirst={purposes.length === 0}
                  onClose={onClose}
                />
              )}
            </QueryView>
          );
        }}
      </QueryView>
    </Modal>
  );
}

function Wish({
  lineId,
  open,
  isFirst,
  onClose,
}: {
  readonly lineId: string;
  /** What the name is not declared for yet. */
  readonly open: readonly string[];
  /** Nothing is known of it: it carries any until it is declared. */
  readonly isFirst: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations("numbers");
  const common = useTranslations("common");
  const names = usePackNames();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<string[]>([]);
  const [note, setNote] = useState("");
  const stopping = isFirst ? open.filter((purpose) => !wanted.includes(purpose)) : [];
  const ask = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/lines/{id}/purposes", {
          params: { path: { id: lineId }, header: {} },
          body: { purposes: wanted, note: note.trim() },
        }),
      ),
    onSuccess: async ({ applicationId }) => {
      await queries.invalidateQueries({ queryKey: ["applications"] });
      await navigate({ to: "/requests/$id", params: { id: applicationId } });
    },
  });
  return (
    <Stack>
      <Text size="sm">{t(isFirst ? "declareFirstLead" : "declareLead")}</Text>
      <Checkbox.Group aria-label={t("purposes")} value={wanted} onChange={setWanted}>
        <Stack gap={6}>
          {open.map((purpose) => (
            <Checkbox key={purpose} value={purpose} label={names.factValue("purposes", purpose)} />
          ))}
        </Stack>
      </Checkbox.Group>
      {wanted.length > 0 && stopping.length > 0 && (
        <Alert color="orange">
          {t("declareStops", {
            purposes: stopping
              .map((purpose) => names.factValue("purposes", purpose))
              .join(t("comma")),
          })}
        </Alert>
      )}
      <Textarea
        label={`${t("note")} (${common("optional")})`}
        autosize
        value={note}
        onChange={({ currentTarget: { value } }) => setNote(value)}
      />
      {ask.isError && <ProblemAlert error={ask.error} />}
      <Group>
        <Button disabled={wanted.length === 0} loading={ask.isPending} onClick={() => ask.mutate()}>
          {t("declareFile")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {common("cancel")}
        </Button>
      </Group>
    </Stack>
  );
}
