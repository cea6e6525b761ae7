import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { Ref } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../../api/me.js";
import type { CaseFile, PossibleEvent } from "../queries.js";
import type { CaseItem } from "./case-items.js";
import { useDecisionName } from "./use-decision-name.js";

/** What can be decided now: by whoever reads this as buttons, by others in words. */
export function DecisionCard({
  file,
  items,
  headRef,
  onChoose,
}: {
  readonly file: CaseFile;
  readonly items: readonly CaseItem[];
  readonly headRef: Ref<HTMLHeadingElement>;
  readonly onChoose: (event: PossibleEvent) => void;
}) {
  const t = useTranslations("desk");
  const decisionName = useDecisionName();
  const { data: me } = useSuspenseQuery(meQuery);
  const desk = file.possibleEvents.filter(({ role }) => role !== "applicant");
  const own = desk.filter(({ role }) => me.roles.includes(role));
  const others = desk.filter(({ role }) => !me.roles.includes(role));
  const rejected = items.filter(({ verdict }) => verdict === "rejected").length;
  const isReview = own.some(({ role, needsReasons }) => role === "expert" && needsReasons);
  return (
    <Card component="section" aria-labelledby="decision">
      <Title order={2} size="h4" mb="sm" id="decision" tabIndex={-1} ref={headRef}>
        {t("decision")}
      </Title>
      {desk.length === 0 && (
        <Text size="sm" c="dimmed">
          {file.possibleEvents.length > 0 ? t("waitsForApplicant") : t("noDecision")}
        </Text>
      )}
      <Stack gap="sm">
        {isReview && rejected > 0 && (
          <Alert color="orange" py="xs">
            {t("rejectedStop", { count: rejected })}
          </Alert>
        )}
        <Group gap="xs">
          {own.map((event) => (
            <Button
              key={event.event}
              data-decision={event.event}
              variant={isLeading(event) ? "filled" : "default"}
              disabled={rejected > 0 && event.role === "expert" && !event.needsReasons}
              onClick={() => onChoose(event)}
            >
              {decisionName(event.event)}
            </Button>
          ))}
        </Group>
        {["expert", "operations"].map((role) => {
          const theirs = others.filter((event) => event.role === role);
          if (theirs.length === 0) return null;
          return (
            <Text size="sm" c="dimmed" key={role}>
              {t("forRole", {
                role: t(role === "expert" ? "role_expert" : "role_operations"),
                events: theirs.map(({ event }) => decisionName(event)).join(" · "),
              })}
            </Text>
          );
        })}
      </Stack>
    </Card>
  );
}

/** A step that leads the case on towards its line. */
function isLeading({ needsReasons, needsSecondPair, to }: PossibleEvent): boolean {
  const goesBack = ["rejected", "refused", "suspended", "barred", "reverted", "expired"];
  return !needsReasons && !needsSecondPair && !goesBack.includes(to);
}
