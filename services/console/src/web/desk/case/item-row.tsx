import { ActionIcon, Badge, Group, Text, Tooltip } from "@mantine/core";
import { Check, FileText, X } from "lucide-react";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../../api/use-problem-words.js";
import type { CaseItem } from "./case-items.js";
import classes from "./case.module.css";
import type { ItemHands } from "./item-hands.js";
import { useItemNames } from "./use-item-names.js";

/** One document or field: what it says, what was found of it, and the two verdicts. */
export function ItemRow({
  item,
  head,
  chosen,
  hands,
  readOnly,
}: {
  readonly item: CaseItem;
  readonly head: boolean;
  readonly chosen: boolean;
  readonly hands: ItemHands;
  readonly readOnly: boolean;
}) {
  const t = useTranslations("desk");
  const names = useItemNames();
  const name = names.nameOf(item);
  return (
    <div className={`${classes["item"]} ${head ? classes["head"] : ""}`} data-chosen={chosen}>
      <button
        type="button"
        className={classes["choose"]}
        aria-pressed={chosen}
        data-item={item.id}
        ref={(element) => hands.place(item, element)}
        onClick={() => hands.choose(item)}
        onFocus={() => hands.choose(item)}
      >
        {head ? (
          <Group gap={6} wrap="nowrap">
            <FileText size={16} aria-hidden />
            <Text size="sm" fw={650} component="span">
              {name}
            </Text>
          </Group>
        ) : (
          <>
            <Text size="xs" c="dimmed" component="span" display="block">
              {name}
            </Text>
            <Text
              size="sm"
              component="span"
              display="block"
              className={classes["value"] ?? ""}
              {...(item.value === "" && { c: "dimmed" })}
            >
              <bdi>{names.valueOf(item)}</bdi>
            </Text>
          </>
        )}
        <Found item={item} />
      </button>
      <Group gap={4} wrap="nowrap" className={classes["verdicts"] ?? ""}>
        <VerdictBadge item={item} />
        {!readOnly && (
          <>
            <Tooltip label={t("accept")}>
              <ActionIcon
                variant={item.verdict === "accepted" ? "filled" : "default"}
                color="green.9"
                aria-label={`${t("accept")}: ${name}`}
                onClick={() => hands.accept(item)}
              >
                <Check size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t("reject")}>
              <ActionIcon
                variant={item.verdict === "rejected" ? "filled" : "default"}
                color="red.9"
                aria-label={`${t("reject")}: ${name}`}
                onClick={() => hands.askNote(item, "rejected")}
              >
                <X size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </Group>
    </div>
  );
}

function VerdictBadge({ item: { verdict, saved } }: { readonly item: CaseItem }) {
  const t = useTranslations("desk");
  if (!saved) {
    return (
      <Badge color="yellow" size="sm">
        {t("notSaved")}
      </Badge>
    );
  }
  if (verdict === undefined) return null;
  return (
    <Badge color={verdict === "accepted" ? "green" : "red"} size="sm">
      {t(verdict)}
    </Badge>
  );
}

/** The expert's note, and what the machine found of the field. */
function Found({ item: { note, findings } }: { readonly item: CaseItem }) {
  const words = useProblemWords();
  return (
    <>
      {note !== "" && (
        <Text size="xs" c="red.9" component="span" display="block">
          <bdi>{note}</bdi>
        </Text>
      )}
      {findings.map((finding) => (
        <Text
          key={`${finding.code} ${finding.rule}`}
          size="xs"
          style={{ color: "var(--mantine-color-orange-light-color)" }}
          component="span"
          display="block"
        >
          <bdi>{words.ofFinding(finding).rule}</bdi>
        </Text>
      ))}
    </>
  );
}
