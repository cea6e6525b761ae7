import { Checkbox, Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import type { TextRules } from "../templates/queries.js";
import type { ComposeForm } from "./compose-state.js";
import { messageTypeTexts } from "./message-type-texts.js";
import { suitsSender, type MessageType } from "./message-type.js";

const HINTS = ["short", "flash", "interactive"] as const;

/** How the message is shown and whether it can be answered, where the market tells kinds of message apart. */
export function MessageTypePicker({
  form,
  rules,
}: {
  readonly form: ComposeForm;
  readonly rules: TextRules;
}) {
  const t = useTranslations("messageType");
  const lines = useQuery(linesQuery);
  const { lineId, messageType } = form.values;
  if (rules.messageTypes.length === 0) return null;
  const sender = lines.data?.find((line) => line.lineId === lineId)?.number;
  const mute = ({ answerable }: MessageType) => answerable === false;
  const chosen = rules.messageTypes.find(({ type }) => type === messageType);
  const isMute = chosen !== undefined && mute(chosen);
  return (
    <>
      <Radio.Group
        label={t("label")}
        value={messageType}
        onChange={(type) => {
          form.setFieldValue("messageType", type);
          const next = rules.messageTypes.find((each) => each.type === type);
          if (next !== undefined && mute(next)) form.setFieldValue("expectReply", false);
        }}
      >
        <Stack gap={6} mt={6}>
          <Radio value="" label={t("any")} description={t("anyHint")} />
          {rules.messageTypes.map((kind) => (
            <TypeChoice key={kind.type} kind={kind} sender={sender} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t("expectReply")}
        disabled={isMute}
        {...form.getInputProps("expectReply", { type: "checkbox" })}
      />
    </>
  );
}

function TypeChoice({
  kind,
  sender,
}: {
  readonly kind: MessageType;
  readonly sender: string | undefined;
}) {
  const t = useTranslations("messageType");
  const format = useFormat();
  const { type, maxChars, senderDigits } = kind;
  const hint = HINTS.find((known) => known === type);
  const suits = suitsSender(kind, sender);
  const said = [
    hint === undefined ? "" : t(`${hint}Hint`),
    type === "long" ? t("longHint", { most: maxChars ?? 0 }) : "",
    suits ? "" : t("needsNumber", { digits: format.choice(senderDigits) }),
  ];
  return (
    <Radio
      value={type}
      label={hasText(messageTypeTexts, type) ? t(type) : type}
      disabled={!suits}
      description={said.filter((part) => part !== "").join(" ")}
    />
  );
}
