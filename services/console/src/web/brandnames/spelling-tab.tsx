import { Card, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { SpellingTable } from "./spelling-table.js";

/** 11 characters [004 · Rules 1]; the answer below judges for good. */
const LONGEST_NAME = 11;

/** Tries a name at every operator before anything is filed. */
export function SpellingTab() {
  const t = useTranslations("brandnames");
  const [name, setName] = useState("");
  return (
    <Card>
      <Stack>
        <TextInput
          label={t("name")}
          description={t("nameHint", { count: LONGEST_NAME })}
          dir="ltr"
          maw={360}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <SpellingTable name={name} />
      </Stack>
    </Card>
  );
}
