import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { CaseItem, ItemGroup } from "./case-items.js";
import classes from "./case.module.css";
import type { ItemHands, NoteDraft } from "./item-hands.js";
import { ItemRow } from "./item-row.js";
import { NoteEditor } from "./note-editor.js";

/** What must be judged: each document, and below it the fields that it proves. */
export function ItemList({
  groups,
  chosen,
  draft,
  hands,
  readOnly,
}: {
  readonly groups: readonly ItemGroup[];
  readonly chosen: string | undefined;
  readonly draft: NoteDraft | undefined;
  readonly hands: ItemHands;
  readonly readOnly: boolean;
}) {
  const t = useTranslations("desk");
  const rowOf = (item: CaseItem, head: boolean) => [
    <ItemRow
      key={item.id}
      item={item}
      head={head}
      chosen={item.id === chosen}
      hands={hands}
      readOnly={readOnly}
    />,
    draft?.item === item.id && (
      <NoteEditor key={`note of ${item.id}`} draft={draft} hands={hands} />
    ),
  ];
  return (
    <Stack gap="sm" role="group" aria-label={t("items")}>
      {groups.map(({ document, fields }) => (
        <div key={document?.id ?? "others"} className={classes["group"]}>
          {document === undefined ? (
            <Text size="xs" c="dimmed" fw={600} px={15} py={8} className={classes["head"]}>
              {t("otherFields")}
            </Text>
          ) : (
            rowOf(document, true)
          )}
          {fields.map((field) => rowOf(field, false))}
        </div>
      ))}
    </Stack>
  );
}
