import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import { duesQuery, type Due } from "./queries.js";
import { moneyTexts } from "./texts.js";

/** Fees and fines, what is owed on top. */
export function DuesCard() {
  const t = useTranslations("money");
  const dues = useQuery(duesQuery);
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("dues")}
      </Title>
      <QueryView query={dues} rows={1}>
        {({ dues: all }) =>
          all.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t("noDues")}
            </Text>
          ) : (
            <Stack gap="sm">
              {owedFirst(all).map((due) => (
                <DueLine key={due.dueId} due={due} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Card>
  );
}

function owedFirst(dues: readonly Due[]): readonly Due[] {
  return dues.toSorted(
    (one, other) => Number(other.status === "owed") - Number(one.status === "owed"),
  );
}

function DueLine({ due }: { readonly due: Due }) {
  const t = useTranslations("money");
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const { kind, lineId, operator, month, amount, status, source, raisedAt } = due;
  const sender = lines.data?.find((line) => line.lineId === lineId)?.number ?? lineId;
  const name = `due_${kind}`;
  const state = `due_${status}`;
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {hasText(moneyTexts, name) ? t(name) : kind}
        </Text>
        <Badge color={status === "owed" ? "orange" : "gray"}>
          {hasText(moneyTexts, state) ? t(state) : status}
        </Badge>
      </Group>
      <Text size="sm" className="num">
        {amount === undefined ? "—" : format.money(amount)}
      </Text>
      <Text size="xs" c="dimmed">
        <bdi>{[sender, operator].filter((word) => word !== undefined).join(" · ")}</bdi>{" "}
        {month === undefined
          ? raisedAt !== undefined && format.date(raisedAt)
          : format.month(month)}
      </Text>
      <SourceNote source={source} />
    </div>
  );
}
