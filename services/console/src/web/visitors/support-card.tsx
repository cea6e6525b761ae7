import { Anchor, Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import { supportQuery, type Support } from "./queries.js";

/** When the provider's people answer, in the market's own time, and how they are reached. */
export function SupportCard({ provider }: { readonly provider: string }) {
  const t = useTranslations("visitor");
  const support = useQuery(supportQuery(provider));
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("support")}
      </Title>
      <QueryView query={support} rows={1} rowHeight={70}>
        {(told) => <Hours support={told} />}
      </QueryView>
    </Card>
  );
}

function Hours({ support }: { readonly support: Support }) {
  const t = useTranslations("visitor");
  const format = useFormat();
  const { ordinaryDay, holidays, openNow, contacts, source, basis } = support;
  const inWords = ({ open, close }: { readonly open: string; readonly close: string }) => ({
    open: format.digits(open),
    close: format.digits(close),
  });
  return (
    <Stack gap={4}>
      {ordinaryDay === undefined && holidays === undefined ? (
        <Text size="sm">{t("hoursUnknown")}</Text>
      ) : (
        <Group>
          <Badge color={openNow ? "green" : "gray"}>
            {openNow ? t("openNow") : t("closedNow")}
          </Badge>
        </Group>
      )}
      {ordinaryDay !== undefined && <Text size="sm">{t("ordinaryDay", inWords(ordinaryDay))}</Text>}
      {holidays !== undefined && <Text size="sm">{t("holidays", inWords(holidays))}</Text>}
      {contacts.map((contact) => (
        <Contact key={contact} contact={contact} />
      ))}
      <SourceNote source={source} {...(basis !== undefined && { basis })} />
    </Stack>
  );
}

/** As it was printed: a number to call, an address to write to, or words. */
function Contact({ contact }: { readonly contact: string }) {
  const format = useFormat();
  const isNumber = /^[+\d\s-]+$/u.test(contact);
  const shown = <bdi className="ltr">{isNumber ? format.digits(contact) : contact}</bdi>;
  if (!isNumber && !contact.includes("@")) return <Text size="sm">{shown}</Text>;
  return (
    <Anchor href={`${isNumber ? "tel" : "mailto"}:${contact}`} size="sm">
      {shown}
    </Anchor>
  );
}
