import { Group, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import type { TextCaseFile } from "./queries.js";
import classes from "./texts-desk.module.css";
import { useOperatorName } from "../pack/use-operator-name.js";

/** A few recipients, their numbers masked, with the text as each would read it. */
export function SampleList({ samples }: { readonly samples: TextCaseFile["samples"] }) {
  const template = useTranslations("template");
  const operatorName = useOperatorName();
  const format = useFormat();
  return (
    <Stack gap="sm">
      {samples.map(({ maskedNumber, operator, text, parts }, place) => (
        <div key={place}>
          <Group justify="space-between" gap="xs">
            <Text size="sm" fw={600} className="ltr num">
              {format.digits(maskedNumber)}
            </Text>
            <Text size="xs" c="dimmed">
              <bdi>{operatorName(operator)}</bdi> · {template("parts", { count: parts })}
            </Text>
          </Group>
          <div className={classes["sample"]} dir="auto">
            {text}
          </div>
        </div>
      ))}
    </Stack>
  );
}
