import { Alert, Badge, Button, Card, Code, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { useDownload } from "../api/use-download.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Complaint, Evidence } from "./queries.js";
import { complaintTexts } from "./texts.js";

const colours = {
  gathering: "blue",
  complete: "green",
  partial: "orange",
  unknown: "gray",
} as const;
const FINDINGS = [
  "onCustomerList",
  "optedOut",
  "blacklisted",
  "sentAfterOptOut",
  "wayToWithdraw",
] as const;

/** The names of services take no values. */
const NO_VALUES = { sender: "", who: "" };

/** What the evidence says, its seal, and the archive that anybody can verify. */
export function EvidenceCard({ complaint }: { readonly complaint: Complaint }) {
  const t = useTranslations("complaint");
  const { data: me } = useSuspenseQuery(meQuery);
  const download = useDownload();
  const common = useTranslations("common");
  const { evidence, complaintId } = complaint;
  /** Which part of the evidence a silent service would have told. */
  const serviceName = (service: string): string => {
    const key = `told_${service}`;
    return hasText(complaintTexts, key) ? t(key, NO_VALUES) : service;
  };
  if (evidence === undefined) return null;
  return (
    <Card component="section">
      <Stack>
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2} size="h4">
              {t("evidence")}
            </Title>
            <Badge color={colours[evidence.state]}>{t(`evidence_${evidence.state}`)}</Badge>
          </Group>
          {me.kind === "staff" && evidence.state !== "gathering" && (
            <Button
              size="xs"
              variant="default"
              leftSection={<Download size={15} aria-hidden />}
              loading={download.isPending}
              onClick={() =>
                download.mutate({
                  path: `/v1/complaints/${complaintId}/evidence`,
                  fileName: `evidence-${complaintId}.zip`,
                })
              }
            >
              {t("export")}
            </Button>
          )}
        </Group>
        <ProblemAlert error={download.error} />
        {evidence.missing.length > 0 && (
          <Alert color="orange" p="xs">
            {t("missing", { who: evidence.missing.map(serviceName).join(common("comma")) })}
          </Alert>
        )}
        {evidence.findings !== undefined && <Findings findings={evidence.findings} />}
        {evidence.rootHash !== undefined && (
          <Seal evidence={evidence} isStaff={me.kind === "staff"} />
        )}
      </Stack>
    </Card>
  );
}

function Findings({ findings }: { readonly findings: NonNullable<Evidence["findings"]> }) {
  const t = useTranslations("complaint");
  const format = useFormat();
  return (
    <Table verticalSpacing={6} horizontalSpacing="xs">
      <Table.Tbody>
        <Table.Tr>
          <Table.Td>{t("f_messages")}</Table.Td>
          <Table.Td fw={600} className="num">
            {format.number(findings.messages)}
          </Table.Td>
        </Table.Tr>
        {FINDINGS.map((name) => (
          <Table.Tr key={name}>
            <Table.Td>{t(`f_${name}`)}</Table.Td>
            <Table.Td fw={600}>{t(findings[name])}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Seal({ evidence, isStaff }: { readonly evidence: Evidence; readonly isStaff: boolean }) {
  const t = useTranslations("complaint");
  const format = useFormat();
  const { entries, rootHash = "", gatheredAt } = evidence;
  return (
    <Stack gap={4}>
      <Text size="sm">
        {t("entries", { count: entries })}
        {gatheredAt !== undefined && ` · ${format.dateTime(gatheredAt)}`}
      </Text>
      <Text size="sm" c="dimmed">
        {t("sealed")}: <bdi className="code ltr">{rootHash}</bdi>
      </Text>
      {isStaff && (
        <Text size="sm" c="dimmed">
          {t("verifyHint")} <Code className="ltr">npm run verify-evidence -- FILE</Code>
        </Text>
      )}
    </Stack>
  );
}
