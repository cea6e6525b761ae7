import { Select, Text } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Filter } from "lucide-react";
import { useTranslations } from "use-intl";

import { listsQuery, segmentPreviewQuery, segmentsQuery } from "../lists/queries.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import type { ComposeForm } from "./compose-state.js";

/** A named part of a list, and whom it means today. */
export function SegmentPicker({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const { data: lists } = useSuspenseQuery(listsQuery);
  const segments = useQuery(segmentsQuery(""));
  const { segmentId } = form.values;
  const today = useQuery({ ...segmentPreviewQuery(segmentId), enabled: segmentId !== "" });
  const nameOf = (listId: string) => lists.find((list) => list.listId === listId)?.name ?? "";
  return (
    <QueryView query={segments} rows={1}>
      {(all) =>
        all.length === 0 ? (
          <Empty
            icon={Filter}
            title={t("noSegment")}
            text={t("noSegmentText")}
            action={<LinkButton to="/lists">{t("toLists")}</LinkButton>}
          />
        ) : (
          <>
            <Select
              label={t("segment")}
              placeholder={t("chooseSegment")}
              data={all.map((segment) => ({
                value: segment.segmentId,
                label: `\u2068${segment.name}\u2069 · \u2068${nameOf(segment.listId)}\u2069`,
              }))}
              value={segmentId === "" ? null : segmentId}
              onChange={(value) => form.setFieldValue("segmentId", value ?? "")}
            />
            {today.isError && <ProblemAlert error={today.error} />}
            {today.data !== undefined && (
              <Text size="sm" c="dimmed">
                {t("segmentFacts", { matching: today.data.matching, members: today.data.members })}
              </Text>
            )}
          </>
        )
      }
    </QueryView>
  );
}
