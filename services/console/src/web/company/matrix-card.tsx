import {
  Badge,
  Button,
  Card,
  Group,
  ScrollArea,
  Stack,
  Table,
  Text,
  Title,
  Tooltip,
} from "@mantine/core";
import { DateField } from "../parts/date-field.js";
import { useQuery } from "@tanstack/react-query";
import { Check, Clock, Minus, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { hasText } from "../language/define-texts.js";
import css from "./matrix-card.module.css";
import { useDocumentUpload } from "../numbers/papers-section.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { DocumentPreview } from "../parts/document-preview.js";
import { FileDrop } from "../parts/file-drop.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import stacked from "../parts/stacked-table.module.css";
import { StateBadge } from "../parts/state-badge.js";
import { stateTexts } from "../parts/state-texts.js";

type Matrix = components["schemas"]["CompanyFileMatrix"];
type Family = Matrix["families"][number];
type Row = Matrix["rows"][number];
type Shown = { readonly documentId: string; readonly fileName: string };

const matrixQuery = {
  queryKey: ["matrix"],
  queryFn: async () =>
    bodyOf(
      await api.GET("/v1/company-file/matrix", {
        params: { query: { tenant: "", warningDays: "0" } },
      }),
    ),
};

/** Papers against families: what is there, what is missing, what expires, and what one can never hold. */
export function MatrixCard() {
  const t = useTranslations("company");
  const matrix = useQuery(matrixQuery);
  const [shown, setShown] = useState<Shown>();
  return (
    <Card component="section">
      <Stack>
        <div>
          <Title order={2} size="h4">
            {t("matrix")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("matrixLead")}
          </Text>
        </div>
        <QueryView query={matrix} rows={6} rowHeight={48}>
          {(data) => <MatrixTable matrix={data} onShow={setShown} />}
        </QueryView>
      </Stack>
      <DocumentPreview shown={shown} onClose={() => setShown(undefined)} />
    </Card>
  );
}

function MatrixTable({
  matrix,
  onShow,
}: {
  readonly matrix: Matrix;
  readonly onShow: (shown: Shown) => void;
}) {
  const t = useTranslations("company");
  const state = useTranslations("state");
  const names = usePackNames();
  const own = matrix.families.filter(({ ownProvider }) => ownProvider);
  const columns = own.filter(({ eligible, cells }) => eligible && cells.length > 0);
  // What nobody of this kind can hold is said once, not for each operator.
  const never = own.filter(
    ({ eligible, family, lineType }, i) =>
      !eligible &&
      own.findIndex((each) => each.family === family && each.lineType === lineType) === i,
  );
  const asked = new Set(
    columns.flatMap(({ cells }) => cells.map(({ documentCode }) => documentCode)),
  );
  const rows = matrix.rows.filter(
    ({ documentCode, held }) => asked.has(documentCode) || held !== undefined,
  );
  const columnName = (family: Family) =>
    [
      names.family(family.family, family),
      family.operator ?? "",
      family.lineType !== "any" && hasText(stateTexts, family.lineType)
        ? state(family.lineType)
        : "",
    ]
      .filter((part) => part !== "")
      .join(" · ");
  if (rows.length === 0) return <Text>{t("noMatrix")}</Text>;
  return (
    <Stack>
      <ScrollArea viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("matrix") }}>
        <Table
          className={stacked["stacked"] ?? ""}
          miw={200 + columns.length * 130}
          withColumnBorders
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={css["paper"] ?? ""}>{t("paper")}</Table.Th>
              {columns.map((family) => (
                <Table.Th key={keyOf(family)} ta="center" miw={130}>
                  <Text size="sm" fw={600}>
                    {names.family(family.family, family)}
                  </Text>
                  {family.operator !== undefined && <Text size="xs">{family.operator}</Text>}
                  {family.lineType !== "any" && <StateBadge state={family.lineType} />}
                  <Badge size="sm" color={family.complete ? "green" : "gray"}>
                    {family.complete ? t("complete") : t("lacking")}
                  </Badge>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.documentCode}>
                <Table.Th scope="row" fw={400} className={css["row"] ?? ""}>
                  <HeldPaper row={row} onShow={onShow} />
                </Table.Th>
                {columns.map((family) => (
                  <Table.Td
                    key={keyOf(family)}
                    ta="center"
                    className={
                      css[needOf(family, row.documentCode) === undefined ? "unasked" : "cell"] ?? ""
                    }
                    data-label={columnName(family)}
                  >
                    <Cell family={family} documentCode={row.documentCode} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {never.length > 0 && <Never families={never} />}
    </Stack>
  );
}

function HeldPaper({
  row,
  onShow,
}: {
  readonly row: Row;
  readonly onShow: (shown: Shown) => void;
}) {
  const t = useTranslations("company");
  const common = useTranslations("common");
  const format = useFormat();
  const names = usePackNames();
  const name = names.document(row.documentCode, row);
  const [validUntil, setValidUntil] = useState("");
  const [asksForEnd, setAsksForEnd] = useState(false);
  const upload = useDocumentUpload(row.documentCode, () => {
    setValidUntil("");
    setAsksForEnd(false);
  });
  const words = useProblemWords();
  const { held } = row;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      {held !== undefined && (
        <Group gap="xs">
          <button type="button" className="plain-link" onClick={() => onShow(held)}>
            <span className="ltr">{held.fileName}</span>
            <span className="hidden-words"> {common("preview")}</span>
          </button>
          {held.expiresAt !== undefined && (
            <Text size="xs" c="dimmed">
              {t("expires", { date: format.date(held.expiresAt) })}
            </Text>
          )}
        </Group>
      )}
      <Group gap="xs">
        <FileDrop
          label={name}
          again={held !== undefined}
          compact
          progress={upload.progress}
          onFile={(file) =>
            upload.send(file, validUntil === "" ? undefined : `${validUntil}T23:59:59Z`)
          }
        />
        {!asksForEnd && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`${t("setEnd")}: ${name}`}
            onClick={() => setAsksForEnd(true)}
          >
            {t("setEnd")}
          </Button>
        )}
      </Group>
      {asksForEnd && (
        <DateField
          label={t("validUntil")}
          about={name}
          value={validUntil}
          onChange={setValidUntil}
        />
      )}
      {upload.error !== undefined && (
        <Text size="sm" c="red.9" role="alert">
          {words.ofError(upload.error)}
        </Text>
      )}
    </Stack>
  );
}

function Cell({
  family,
  documentCode,
}: {
  readonly family: Family;
  readonly documentCode: string;
}) {
  const t = useTranslations("company");
  const state = useTranslations("state");
  const names = usePackNames();
  const cell = needOf(family, documentCode);
  if (cell === undefined) {
    return (
      <Text c="dimmed" size="sm">
        <Minus size={16} aria-label={t("notAsked")} />
      </Text>
    );
  }
  const need = cell.need === "required" ? t("required") : t("conditional");
  const told = cell.state ?? "missing";
  const Icon = told === "held" ? Check : told === "expires_soon" ? Clock : X;
  return (
    <Tooltip
      label={[need, names.condition(cell.when ?? "")].filter((part) => part !== "").join(" · ")}
    >
      <span>
        {cell.need === "conditional" && told === "missing" ? (
          <Badge color="gray">{need}</Badge>
        ) : (
          <Badge
            color={told === "held" ? "green" : told === "expires_soon" ? "orange" : "red"}
            leftSection={<Icon size={12} aria-hidden />}
          >
            {state(told)}
          </Badge>
        )}
      </span>
    </Tooltip>
  );
}

/** What a family asks of a paper; undefined where it does not ask for it. */
function needOf({ cells }: Family, documentCode: string): Family["cells"][number] | undefined {
  const cell = cells.find((one) => one.documentCode === documentCode);
  return cell?.need === "not_asked" ? undefined : cell;
}

/** A family stands once for each of its types and, where names are declared, for each operator. */
function keyOf({ family, lineType, operator = "" }: Family): string {
  return `${family}-${lineType}-${operator}`;
}

function Never({ families }: { readonly families: readonly Family[] }) {
  const t = useTranslations("company");
  const names = usePackNames();
  const words = useProblemWords();
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t("never")}
      </Title>
      {families.map(({ family, lineType, reasonCode = "", reason = "", source, ...printed }) => (
        <Group key={`${family}-${lineType}`} gap="xs" align="baseline">
          <StateBadge state="invalid" />
          <Text size="sm" fw={600}>
            {names.family(family, printed)}
          </Text>
          <Text size="sm">{words.ofFinding({ code: reasonCode, rule: reason }).rule}</Text>
          <SourceNote source={source} />
        </Group>
      ))}
    </Stack>
  );
}
