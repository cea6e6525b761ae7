import {
  Alert,
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { usePeople } from "../desk/use-people.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { PenaltyView } from "./penalty-view.js";
import { penaltyQuery, type Complaint, type ComplaintFile, type Counted } from "./queries.js";
import { useViolationName } from "./use-violation-name.js";

type Word = "confirm" | "dismiss";

const nothing: Counted = { advertisingMessages: 0, toBlacklisted: 0, toNonCustomers: 0 };

/** Dismisses a complaint or confirms a violation, whose cost is shown before it is decided. */
export function DecisionForm({ file }: { readonly file: ComplaintFile }) {
  const t = useTranslations("complaint");
  const { complaint, possible } = file;
  const violationName = useViolationName();
  const { pending } = complaint;
  const [word, setWord] = useState<Word | undefined>(pending?.decision);
  const [violation, setViolation] = useState(pending?.violation ?? possible[0]?.violation ?? "");
  const [counted, setCounted] = useState(
    pending?.counted ?? complaint.evidence?.proposed ?? nothing,
  );
  const [note, setNote] = useState("");
  const { decide, withdraw } = useDecision(complaint);
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          {t("decision")}
        </Title>
        {pending !== undefined && (
          <Pending by={pending.by} note={pending.note} withdraw={withdraw} />
        )}
        <Group gap="xs">
          {(["dismiss", "confirm"] as const).map((each) => (
            <Button
              key={each}
              data-decision={each}
              variant={word === each ? "filled" : "default"}
              aria-pressed={word === each}
              {...(each === "confirm" && word === each && { color: "red" })}
              onClick={() => setWord(each)}
            >
              {t(each)}
            </Button>
          ))}
        </Group>
        {word === "confirm" && (
          <>
            <Select
              label={t("violation")}
              allowDeselect={false}
              value={violation}
              data={possible.map((each) => ({
                value: each.violation,
                label: violationName(each.violation),
              }))}
              onChange={(chosen) => setViolation(chosen ?? "")}
            />
            <Counting counted={counted} onChange={setCounted} />
            <Consequences
              complaintId={complaint.complaintId}
              violation={violation}
              counted={counted}
            />
          </>
        )}
        {word !== undefined && (
          <>
            <Textarea
              label={t("note")}
              required
              autosize
              minRows={2}
              maxRows={8}
              value={note}
              onChange={({ currentTarget: { value } }) => setNote(value)}
            />
            <ProblemAlert error={decide.error ?? withdraw.error} />
            <Group justify="flex-end">
              <Button
                disabled={note.trim() === ""}
                loading={decide.isPending}
                {...(word === "confirm" && { color: "red" })}
                onClick={() =>
                  decide.mutate({
                    decision: word,
                    violation: word === "confirm" ? violation : "",
                    counted: word === "confirm" ? counted : nothing,
                    note,
                  })
                }
              >
                {t("record")}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Card>
  );
}

function Pending({
  by,
  note,
  withdraw,
}: {
  readonly by: string;
  readonly note: string | undefined;
  readonly withdraw: ReturnType<typeof useDecision>["withdraw"];
}) {
  const t = useTranslations("complaint");
  const people = usePeople();
  return (
    <Alert color="yellow">
      <Stack gap="xs">
        <Text size="sm">{t("pendingBy", { who: `\u2068${people.nameOf(by)}\u2069` })}</Text>
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

function Counting({
  counted,
  onChange,
}: {
  readonly counted: Counted;
  readonly onChange: (counted: Counted) => void;
}) {
  const t = useTranslations("complaint");
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {t("proposedHint")}
      </Text>
      <Group grow gap="xs" align="flex-end">
        {(["advertisingMessages", "toBlacklisted", "toNonCustomers"] as const).map((name) => (
          <NumberInput
            key={name}
            label={t(`c_${name}`)}
            min={0}
            allowDecimal={false}
            allowNegative={false}
            value={counted[name]}
            onChange={(value) => onChange({ ...counted, [name]: Number(value) || 0 })}
          />
        ))}
      </Group>
    </Stack>
  );
}

function Consequences({
  complaintId,
  violation,
  counted,
}: {
  readonly complaintId: string;
  readonly violation: string;
  readonly counted: Counted;
}) {
  const t = useTranslations("complaint");
  const [settled] = useDebouncedValue(counted, 300);
  const penalty = useQuery({
    ...penaltyQuery(complaintId, violation, settled),
    enabled: violation !== "",
    placeholderData: (before) => before,
  });
  if (penalty.isError) return <ProblemAlert error={penalty.error} />;
  if (penalty.data === undefined) return null;
  return (
    <Alert color="red" title={t("penalty")}>
      <PenaltyView penalty={penalty.data} />
      {penalty.data.needsTwo && (
        <Text size="sm" fw={600} mt={4}>
          {t("needsTwo")}
        </Text>
      )}
    </Alert>
  );
}

type Decision = {
  readonly decision: Word;
  readonly violation: string;
  readonly counted: Counted;
  readonly note: string;
};

function useDecision({ complaintId: id, version: expectedVersion }: Complaint) {
  const t = useTranslations("complaint");
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ queryKey: ["complaints"] });
  const decide = useMutation({
    mutationFn: async (decision: Decision) =>
      bodyOf(
        await api.POST("/v1/complaints/{id}/decision", {
          params: { path: { id } },
          body: { ...decision, expectedVersion },
        }),
      ),
    onSuccess: () => notifications.show({ message: t("recorded"), color: "green" }),
    onSettled: readAgain,
  });
  const withdraw = useMutation({
    mutationFn: () =>
      api.DELETE("/v1/complaints/{id}/pending-decision", {
        params: { path: { id }, query: { expectedVersion } },
      }),
    onSettled: readAgain,
  });
  return { decide, withdraw };
}
