import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  Stack,
  Text,
  TextInput,
  Textarea,
} from "@mantine/core";
import { Users } from "lucide-react";
import { useTranslations } from "use-intl";

import { ProblemAlert } from "../../parts/problem-alert.js";
import { StateBadge } from "../../parts/state-badge.js";
import type { CaseFile, PossibleEvent } from "../queries.js";
import type { CaseItem } from "./case-items.js";
import { lacksOf, takesWords, type DecisionDraft } from "./decision-draft.js";
import { ReasonsEditor } from "./reasons-editor.js";
import { useDecisionName } from "./use-decision-name.js";
import { useItemNames } from "./use-item-names.js";

/** One decision with what it needs: reasons, originals, the operator's words, a second person. */
export function DecisionWindow({
  event,
  draft,
  file,
  items,
  error,
  pending,
  onChange,
  onSend,
  onClose,
}: {
  readonly event: PossibleEvent;
  readonly draft: DecisionDraft;
  readonly file: CaseFile;
  readonly items: readonly CaseItem[];
  readonly error: unknown;
  readonly pending: boolean;
  readonly onChange: (draft: DecisionDraft) => void;
  readonly onSend: () => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations("desk");
  const common = useTranslations("common");
  const decisionName = useDecisionName();
  const lacks = lacksOf(event, draft);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Group gap="xs">
          <Text fw={650}>{decisionName(event.event)}</Text>
          <StateBadge state={event.to} />
        </Group>
      }
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (lacks === undefined) onSend();
        }}
        onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
          if (key === "Enter" && (ctrlKey || metaKey)) currentTarget.requestSubmit();
        }}
      >
        <Stack>
          {event.needsSecondPair && (
            <Alert color="orange" icon={<Users size={20} aria-hidden />}>
              <Text size="sm">{t("secondPerson")}</Text>
              {event.to === "removed" && <Text size="sm">{t("forEver")}</Text>}
            </Alert>
          )}
          {event.needsReasons && (
            <ReasonsEditor
              reasons={draft.reasons}
              items={items}
              onChange={(reasons) => onChange({ ...draft, reasons })}
            />
          )}
          {event.needsOriginals && (
            <OriginalChoice
              file={file}
              chosen={draft.originals}
              onChange={(originals) => onChange({ ...draft, originals })}
            />
          )}
          {takesWords(event) && (
            <>
              <Textarea
                label={t("words")}
                required={event.needsWords}
                autosize
                minRows={2}
                data-autofocus
                value={draft.words}
                onChange={({ currentTarget: { value } }) => onChange({ ...draft, words: value })}
              />
              <TextInput
                label={`${t("reference")} (${common("optional")})`}
                value={draft.reference}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ ...draft, reference: value })
                }
              />
            </>
          )}
          <Textarea
            label={`${t("note")} (${common("optional")})`}
            autosize
            {...(!takesWords(event) && { "data-autofocus": true })}
            value={draft.note}
            onChange={({ currentTarget: { value } }) => onChange({ ...draft, note: value })}
          />
          <ProblemAlert error={error} />
          {lacks !== undefined && (
            <Text size="sm" c="dimmed" id="lacks">
              {t(lacks)}
            </Text>
          )}
          <Group>
            <Button
              type="submit"
              loading={pending}
              disabled={lacks !== undefined}
              {...(event.to === "removed" && { color: "red.9" })}
            >
              {decisionName(event.event)}
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

function OriginalChoice({
  file,
  chosen,
  onChange,
}: {
  readonly file: CaseFile;
  readonly chosen: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
}) {
  const t = useTranslations("desk");
  const names = useItemNames();
  const awaited = file.documents.filter(({ original }) => original === "awaited");
  return (
    <Checkbox.Group label={t("originals")} value={[...chosen]} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {awaited.map(({ documentCode, originalName }) => (
          <Checkbox
            key={documentCode}
            value={documentCode}
            label={names.documentName(documentCode, originalName)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
