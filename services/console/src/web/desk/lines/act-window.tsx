import {
  Alert,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  Text,
  TextInput,
  Textarea,
} from "@mantine/core";
import { useTranslations } from "use-intl";

import { toLatinDigits } from "../../language/formats.js";
import { useFormat } from "../../language/use-format.js";
import { DateField } from "../../parts/date-field.js";
import { ProblemAlert } from "../../parts/problem-alert.js";
import type { Line } from "../queries.js";
import { isComplete, type Act, type ActDraft } from "./line-acts.js";

/** One act of operations on a line, with the words it needs. */
export function ActWindow({
  act,
  line,
  draft,
  error,
  busy,
  onChange,
  onRun,
  onClose,
}: {
  readonly act: Act;
  readonly line: Line;
  readonly draft: ActDraft;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onChange: (draft: ActDraft) => void;
  readonly onRun: () => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations("deskLine");
  const desk = useTranslations("desk");
  const common = useTranslations("common");
  const format = useFormat();
  const has = (field: Act["fields"][number]) => act.fields.includes(field);
  const optional = act.needs.includes("date") ? "" : ` (${common("optional")})`;
  const isNote = act.name === "complaint" || act.name === "lift";
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={650}>{t(act.name)}</Text>}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (isComplete(act, draft)) onRun();
        }}
      >
        <Stack>
          <Text size="sm">
            <bdi className="ltr">{format.digits(line.number)}</bdi>
          </Text>
          {act.name === "remove" && (
            <Alert color="orange">
              <Text size="sm">{desk("secondPerson")}</Text>
              <Text size="sm">{desk("forEver")}</Text>
            </Alert>
          )}
          {has("date") && (
            <DateField
              label={`${act.name === "callRefresh" ? t("dueOn") : t("renewsOn")}${optional}`}
              {...(act.name === "callRefresh" && { hint: t("dueOnHint") })}
              required={act.needs.includes("date")}
              value={draft.date}
              onChange={(date) => onChange({ ...draft, date })}
            />
          )}
          {has("price") && (
            <TextInput
              label={`${t("priceMinor", { currency: draft.currency })} (${common("optional")})`}
              inputMode="numeric"
              dir="ltr"
              value={draft.price}
              onChange={({ currentTarget: { value } }) =>
                onChange({ ...draft, price: toLatinDigits(value).replace(/\D/g, "") })
              }
              {...(draft.price !== "" && {
                description: format.money({ currency: draft.currency, minor: draft.price }),
              })}
            />
          )}
          {has("capability") && (
            <Select
              label={t("inbound")}
              allowDeselect={false}
              value={draft.capability}
              data={(["yes", "no", "unknown"] as const).map((value) => ({
                value,
                label: t(`inbound_${value}`),
              }))}
              onChange={(value) =>
                onChange({
                  ...draft,
                  capability: value === "yes" || value === "no" ? value : "unknown",
                })
              }
            />
          )}
          {has("operator") && line.operatorStatuses.length > 0 && (
            <Select
              label={t("onlyOperator")}
              allowDeselect={false}
              value={draft.operator}
              data={[
                { value: "", label: t("everyOperator") },
                ...line.operatorStatuses.map(({ operator }) => ({
                  value: operator,
                  label: operator,
                })),
              ]}
              onChange={(operator) => onChange({ ...draft, operator: operator ?? "" })}
            />
          )}
          {has("reason") && (
            <Textarea
              label={isNote ? `${desk("note")} (${common("optional")})` : t("reason")}
              required={act.needs.includes("reason")}
              autosize
              minRows={2}
              data-autofocus
              value={draft.reason}
              onChange={({ currentTarget: { value } }) => onChange({ ...draft, reason: value })}
            />
          )}
          <ProblemAlert error={error} />
          <Group>
            <Button
              type="submit"
              loading={busy}
              disabled={!isComplete(act, draft)}
              {...(act.isGrave && { color: "red.9" })}
            >
              {t(act.name)}
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
