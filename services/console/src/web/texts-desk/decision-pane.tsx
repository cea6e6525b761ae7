import { Alert, Button, Card, Checkbox, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useKeys } from "../desk/use-keys.js";
import { usePeople } from "../desk/use-people.js";
import { problemOf } from "../api/problem.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { ReasonCode, TextCase, TextDecision } from "./queries.js";
import { useTextWrites } from "./use-text-writes.js";

type Word = TextDecision["decision"];

const REASONS: readonly ReasonCode[] = [
  "promotion",
  "unclear_text",
  "wrong_audience",
  "missing_label",
  "personal_data",
  "misleading",
  "other",
];

/** Approve, return with reasons, or refuse; by keys too: a, r, and m to take the case. */
export function DecisionPane({
  textCase,
  onAskKeys,
}: {
  readonly textCase: TextCase;
  readonly onAskKeys: () => void;
}) {
  const t = useTranslations("textsDesk");
  const [word, setWord] = useState<Word>();
  const [reasons, setReasons] = useState<readonly ReasonCode[]>([]);
  const [note, setNote] = useState("");
  const { decide, take, withdraw } = useTextWrites(textCase);
  const isOpen = textCase.state === "waiting" || textCase.state === "second_person";
  useKeys({
    "?": onAskKeys,
    KeyM: () => take.mutate(),
    ...(isOpen && { KeyA: () => setWord("approve"), KeyR: () => setWord("return") }),
  });
  const lacks =
    (word === "return" && reasons.length === 0) || (word === "refuse" && note.trim() === "");
  if (!isOpen) return null;
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          {t("decide")}
        </Title>
        {textCase.pending !== undefined && <Pending textCase={textCase} withdraw={withdraw} />}
        <Group gap="xs">
          {(["approve", "return", "refuse"] as const).map((each) => (
            <Button
              key={each}
              data-decision={each}
              variant={word === each ? "filled" : "default"}
              aria-pressed={word === each}
              {...(each === "refuse" && word === each && { color: "red" })}
              onClick={() => setWord(each)}
            >
              {t(each)}
            </Button>
          ))}
        </Group>
        {word !== undefined && (
          <>
            {word !== "approve" && (
              <Checkbox.Group
                label={t("reasons")}
                value={[...reasons]}
                onChange={(chosen) =>
                  setReasons(REASONS.filter((reason) => chosen.includes(reason)))
                }
              >
                <Stack gap={6} mt={6}>
                  {REASONS.map((reason) => (
                    <Checkbox key={reason} value={reason} label={t(`reason_${reason}`)} />
                  ))}
                </Stack>
              </Checkbox.Group>
            )}
            <Textarea
              label={t("note")}
              autosize
              minRows={2}
              maxRows={8}
              value={note}
              styles={{ input: { unicodeBidi: "plaintext", textAlign: "start" } }}
              onChange={({ currentTarget: { value } }) => setNote(value)}
            />
            {lacks && (
              <Text size="sm" c="dimmed">
                {t("needsReason")}
              </Text>
            )}
            <Group justify="flex-end">
              <Button
                disabled={lacks}
                loading={decide.isPending}
                {...(word === "refuse" && { color: "red" })}
                onClick={() => decide.mutate({ decision: word, note, reasons })}
              >
                {t("confirm")}
              </Button>
            </Group>
          </>
        )}
        {decide.isError && problemOf(decide.error).status === 409 && (
          <Alert color="yellow">{t("moved")}</Alert>
        )}
        <ProblemAlert error={decide.error ?? take.error ?? withdraw.error} />
      </Stack>
    </Card>
  );
}

function Pending({
  textCase,
  withdraw,
}: {
  readonly textCase: TextCase;
  readonly withdraw: ReturnType<typeof useTextWrites>["withdraw"];
}) {
  const t = useTranslations("textsDesk");
  const people = usePeople();
  const { pending } = textCase;
  if (pending === undefined) return null;
  const { by, decision, note } = pending;
  return (
    <Alert color="yellow">
      <Stack gap="xs">
        <Text size="sm">
          {t("pendingBy", {
            who: `\u2068${people.nameOf(by)}\u2069`,
            decision: decision === "unknown" ? decision : t(decision),
          })}
        </Text>
        {note !== undefined && (
          <Text size="sm">
            <bdi>{note}</bdi>
          </Text>
        )}
        {people.isMe(by) && (
          <Group>
            <Button
              size="xs"
              variant="default"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate()}
            >
              {t("withdraw")}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
