import {
  Badge,
  Button,
  Card,
  Group,
  List,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { useListNames } from "../tariffs/use-list-name.js";
import { variablesOf } from "../templates/body.js";
import { costGroups } from "./cost-groups.js";
import { costTexts } from "./cost-texts.js";
import { Scrollable } from "../parts/scrollable.js";
import { useOperatorName } from "../pack/use-operator-name.js";

type Examination = components["schemas"]["TextExamination"];
type TextCost = Examination["costs"][number];
type Spelling = Examination["spellings"][number];

/** What a text costs at each operator, and how the same is said for less; a spelling is taken by one click. */
export function CostDoctor({
  text,
  family,
  lineId,
  purpose,
  messages,
  isWorst,
  onTake,
}: {
  readonly text: string;
  readonly family: string;
  readonly lineId: string;
  readonly purpose: string;
  /** To each operator. */
  readonly messages: number;
  /** The text is as long as its variables let it become. */
  readonly isWorst: boolean;
  /** None: the text cannot be changed here. */
  readonly onTake?: (text: string) => void;
}) {
  const t = useTranslations("cost");
  const [settled] = useDebouncedValue(text, 600);
  const question = { text: settled, family, lineId, purpose, messages };
  const told = useQuery({
    queryKey: ["examination", question],
    queryFn: async () =>
      bodyOf(await api.POST("/v1/texts/examination", { body: { ...question, operators: [] } })),
    enabled: family !== "" && settled.trim() !== "",
    placeholderData: (before) => before,
    staleTime: 60_000,
    retry: false,
  });
  if (family === "" || text.trim() === "") return null;
  return (
    <Card component="section" aria-live="polite">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {isWorst ? t("worstTitle") : t("title")}
        </Title>
        {!isWorst && variablesOf(text).length > 0 && <Text size="sm">{t("variablesOpen")}</Text>}
        {told.isPending && <Skeleton height={96} radius="md" />}
        {told.isError && <ProblemAlert error={told.error} />}
        {told.data !== undefined && (
          <>
            <CostTable costs={told.data.costs} />
            {onTake !== undefined && <Spellings spellings={told.data.spellings} onTake={onTake} />}
          </>
        )}
      </Stack>
    </Card>
  );
}

function CostTable({ costs }: { readonly costs: readonly TextCost[] }) {
  const t = useTranslations("cost");
  const compose = useTranslations("compose");
  const common = useTranslations("common");
  const operatorName = useOperatorName();
  const format = useFormat();
  const names = useListNames();
  return (
    <Scrollable>
      <Table verticalSpacing={4} horizontalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{compose("operator")}</Table.Th>
            <Table.Th>{t("script")}</Table.Th>
            <Table.Th>{compose("partsWord")}</Table.Th>
            <Table.Th>{compose("cost")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {costGroups(costs).map(({ operators, script, segments, cost, error }) => (
            <Table.Tr key={`${operators.join(" ")} ${script}`}>
              <Table.Td title={operators.map(operatorName).join(common("comma"))}>
                <Operators operators={operators} />
              </Table.Td>
              <Table.Td>{names.script(script)}</Table.Td>
              {segments === 0 ? (
                <Table.Td colSpan={2} c="red.9">
                  {hasText(costTexts, `error_${error ?? ""}`) ? t(`error_${error}`) : error}
                </Table.Td>
              ) : (
                <>
                  <Table.Td className="num">{format.number(segments)}</Table.Td>
                  <Table.Td className="num">
                    {cost === undefined ? "—" : format.money(cost)}
                  </Table.Td>
                </>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

const MOST_NAMED = 3;

/** Those who charge the same, by name while they are few. */
function Operators({ operators }: { readonly operators: readonly string[] }) {
  const common = useTranslations("common");
  const operatorName = useOperatorName();
  const format = useFormat();
  const named = operators.slice(0, MOST_NAMED);
  const more = operators.length - named.length;
  return (
    <>
      <bdi>{named.map(operatorName).join(common("comma"))}</bdi>
      {more > 0 && <span className="num"> +{format.number(more)}</span>}
    </>
  );
}

function Spellings({
  spellings,
  onTake,
}: {
  readonly spellings: readonly Spelling[];
  readonly onTake: (text: string) => void;
}) {
  const t = useTranslations("cost");
  const operatorName = useOperatorName();
  const format = useFormat();
  if (spellings.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("cheapAlready")}
      </Text>
    );
  }
  return (
    <Stack gap="sm" component="section" aria-label={t("doctor")}>
      <Text size="sm" fw={650}>
        {t("doctor")}
      </Text>
      {spellings.map((spelling) => {
        const { text, changes, saves, opens, changesLetters } = spelling;
        return (
          <Card key={text} p="sm" bg="gray.0">
            <Stack gap={6}>
              <Group gap="xs">
                {saves !== undefined && saves.minor !== "0" && (
                  <Badge color="green">{t("saves", { amount: format.money(saves) })}</Badge>
                )}
                {opens.length > 0 && (
                  <Badge color="blue">
                    {t("opens", { operators: opens.map(operatorName).join(" · ") })}
                  </Badge>
                )}
                {changesLetters && <Badge color="orange">{t("changesLetters")}</Badge>}
              </Group>
              <Text size="sm" style={{ unicodeBidi: "plaintext", whiteSpace: "pre-wrap" }}>
                {text}
              </Text>
              <List size="xs">
                {changes.map(({ kind, from, to, times }) => (
                  <List.Item key={`${kind} ${from}`}>
                    {hasText(costTexts, `change_${kind}`) ? t(`change_${kind}`) : kind}:{" "}
                    <bdi>{from.trim() === "" ? "␠" : from}</bdi>
                    {" → "}
                    <bdi>{to === "" ? "∅" : to}</bdi> × {format.number(times)}
                  </List.Item>
                ))}
              </List>
              <Group>
                <Button size="compact-sm" variant="light" onClick={() => onTake(text)}>
                  {t("take")}
                </Button>
              </Group>
            </Stack>
          </Card>
        );
      })}
    </Stack>
  );
}
