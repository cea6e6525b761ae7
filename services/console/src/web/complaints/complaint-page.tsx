import { Card, Grid, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { DueDate } from "../desk/due-date.js";
import { useFormat } from "../language/use-format.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { TextHistory } from "../texts-desk/text-history.js";
import { ComplaintBadge } from "./complaint-badge.js";
import { DecidedCard } from "./decided-card.js";
import { DecisionForm } from "./decision-form.js";
import { EvidenceCard } from "./evidence-card.js";
import { HolderAnswer } from "./holder-answer.js";
import { complaintQuery, type ComplaintFile } from "./queries.js";
import { RecordRefusal } from "./record-refusal.js";
import { RateLine } from "./rate-line.js";
import { useStoppedWords } from "./use-stopped-words.js";

/** One complaint: what was said, the sealed evidence, the holder's side, the line's rate, and the decision. */
export function ComplaintPage() {
  const { complaintId } = useParams({ from: "/inside/complaints/$complaintId" });
  const file = useQuery(complaintQuery(complaintId));
  return (
    <QueryView query={file} rows={4} rowHeight={140}>
      {(it) => <ComplaintView file={it} />}
    </QueryView>
  );
}

function ComplaintView({ file }: { readonly file: ComplaintFile }) {
  const t = useTranslations("complaint");
  const textsDesk = useTranslations("textsDesk");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const { complaint, events } = file;
  const isStaff = me.kind === "staff";
  const isOpen = complaint.state === "open" || complaint.state === "second_person";
  return (
    <Page
      title={t("about", { sender: format.digits(complaint.sender) })}
      actions={
        isStaff && (
          <LinkButton to="/complaints" search={{}} variant="default">
            {textsDesk("toQueue")}
          </LinkButton>
        )
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Said file={file} isStaff={isStaff} />
            <EvidenceCard complaint={complaint} />
            <HolderAnswer complaint={complaint} mayAnswer={!isStaff && isOpen} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            {complaint.decision !== undefined && <DecidedCard decision={complaint.decision} />}
            {isStaff && isOpen && <DecisionForm file={file} />}
            <Card>
              <Stack gap="xs">
                <Title order={2} size="h4">
                  {t("rate")}
                </Title>
                <RateLine lineId={complaint.lineId} />
              </Stack>
            </Card>
            {events.length > 0 && (
              <Card>
                <TextHistory events={events} />
              </Card>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Said({
  file: { complaint },
  isStaff,
}: {
  readonly file: ComplaintFile;
  readonly isStaff: boolean;
}) {
  const t = useTranslations("complaint");
  const format = useFormat();
  const { state, source, maskedNumber, receivedAt, reference, text, dueOn, overdue } = complaint;
  const { market, refusal, refusalOfEveryLine = false } = complaint;
  const stops = useStoppedWords(market);
  return (
    <Card>
      <Stack gap="sm">
        <Group gap="lg">
          <ComplaintBadge state={state} />
          <Text size="sm">
            {t("from")}: {t(`source_${source}`)}
          </Text>
          <DueDate dueOn={dueOn} overdue={overdue} named />
        </Group>
        {maskedNumber !== undefined && (
          <Text size="sm">
            {t("number")}: <span className="ltr num">{format.digits(maskedNumber)}</span>
          </Text>
        )}
        {receivedAt !== undefined && (
          <Text size="sm">
            {t("receivedAt")}: {format.dateTime(receivedAt)}
          </Text>
        )}
        {refusal !== undefined && refusal !== "unknown" && (
          <Text size="sm">
            {t(refusalOfEveryLine ? "refusal_recordedEveryLine" : `refusal_${refusal}`)}
            {refusal === "recorded" && ` ${stops}`}
          </Text>
        )}
        {isStaff && maskedNumber !== undefined && !refusalOfEveryLine && (
          <RecordRefusal complaint={complaint} />
        )}
        {reference !== undefined && (
          <Text size="sm">
            {t("reference")}: <bdi>{reference}</bdi>
          </Text>
        )}
        {text !== undefined && text !== "" && (
          <Text style={{ whiteSpace: "pre-wrap" }} dir="auto">
            {text}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
