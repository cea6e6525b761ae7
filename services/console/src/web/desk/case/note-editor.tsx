import { Button, Group, Textarea } from "@mantine/core";
import { useTranslations } from "use-intl";

import classes from "./case.module.css";
import type { ItemHands, NoteDraft } from "./item-hands.js";

/** What is wrong with an item: the applicant reads it. */
export function NoteEditor({
  draft,
  hands,
}: {
  readonly draft: NoteDraft;
  readonly hands: ItemHands;
}) {
  const t = useTranslations("desk");
  const common = useTranslations("common");
  const rejects = draft.verdict === "rejected";
  const lacksNote = rejects && draft.note.trim() === "";
  return (
    <div className={classes["editor"]}>
      <Textarea
        label={rejects ? t("rejectNote") : t("note")}
        description={t("rejectNoteHint")}
        autosize
        minRows={1}
        maxLength={500}
        autoFocus
        value={draft.note}
        onChange={({ currentTarget: { value } }) => hands.changeNote({ ...draft, note: value })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") hands.dropNote();
          else if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            if (!lacksNote) hands.keepNote();
          } else return;
          event.stopPropagation();
        }}
      />
      <Group gap="xs" mt="xs">
        <Button
          size="xs"
          color={rejects ? "red.9" : "harbour"}
          disabled={lacksNote}
          onClick={hands.keepNote}
        >
          {rejects ? t("reject") : common("save")}
        </Button>
        <Button size="xs" variant="default" onClick={hands.dropNote}>
          {common("cancel")}
        </Button>
      </Group>
    </div>
  );
}
