import { Button, Progress, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { queuesQuery, type Queue } from "./queries.js";
import { RoadCard, RoadTable } from "./road-card.js";

type Reader = Queue["readers"][number];

/** The queues between the services against what they may hold, and how far behind their readers are. */
export function QueuesCard() {
  const t = useTranslations("road");
  const queues = useQuery(queuesQuery);
  const [showsAll, setShowAll] = useState(false);
  const heads = [
    `${t("queue")} · ${t("reader")}`,
    `${t("messages")} · ${t("waiting")}`,
    `${t("size")} · ${t("inHand")}`,
    `${t("oldest")} · ${t("redelivered")}`,
  ];
  return (
    <RoadCard title={t("queues")}>
      <QueryView query={queues}>
        {(all) => (
          <>
            <RoadTable heads={heads}>
              {all.map((queue) => (
                <Fragment key={queue.stream}>
                  <QueueRow queue={queue} />
                  {queue.readers
                    .filter((reader) => showsAll || !isAtRest(reader))
                    .map((reader) => (
                      <ReaderRow key={reader.name} reader={reader} />
                    ))}
                </Fragment>
              ))}
            </RoadTable>
            <Button
              variant="subtle"
              size="xs"
              aria-expanded={showsAll}
              style={{ alignSelf: "flex-start" }}
              onClick={() => setShowAll(!showsAll)}
            >
              {showsAll
                ? t("hideResting")
                : t("showResting", {
                    count: all.flatMap(({ readers }) => readers.filter(isAtRest)).length,
                  })}
            </Button>
          </>
        )}
      </QueryView>
    </RoadCard>
  );
}

/** Has nothing to do: most have, and there are some sixty. */
function isAtRest({ waiting, inHand, redelivered }: Reader): boolean {
  return waiting === 0 && inHand === 0 && redelivered === 0;
}

function QueueRow({ queue }: { readonly queue: Queue }) {
  const t = useTranslations("road");
  const format = useFormat();
  const { stream, messages, bytes, maxBytes, oldestAt } = queue;
  const full = maxBytes === 0 ? 0 : (bytes / maxBytes) * 100;
  return (
    <Table.Tr>
      <Table.Td fw={700}>{stream}</Table.Td>
      <Table.Td data-label={t("messages")} className="num">
        {format.number(messages)}
      </Table.Td>
      <Table.Td data-label={t("size")} className="num">
        {maxBytes === 0
          ? format.bytes(bytes)
          : `${format.bytes(bytes)} / ${format.bytes(maxBytes)}`}
        {maxBytes > 0 && (
          <Progress
            value={full}
            size="sm"
            color={full > 80 ? "orange" : "harbour"}
            aria-label={`${t("size")} ${stream}`}
          />
        )}
      </Table.Td>
      <Table.Td data-label={t("oldest")} className="num">
        {oldestAt === undefined ? "—" : format.dateTime(oldestAt)}
      </Table.Td>
    </Table.Tr>
  );
}

function ReaderRow({ reader }: { readonly reader: Reader }) {
  const t = useTranslations("road");
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Td ps="xl">
        <Text size="sm" className="ltr" ta="start">
          {reader.name}
        </Text>
      </Table.Td>
      <Table.Td data-label={t("waiting")} className="num">
        {format.number(reader.waiting)}
      </Table.Td>
      <Table.Td data-label={t("inHand")} className="num">
        {`${format.number(reader.inHand)} / ${format.number(reader.maxInHand)}`}
      </Table.Td>
      <Table.Td data-label={t("redelivered")} className="num">
        {format.number(reader.redelivered)}
      </Table.Td>
    </Table.Tr>
  );
}
