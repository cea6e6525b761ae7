import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { waitingTexts } from "../compose/waiting-texts.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { failureTexts } from "./failure-texts.js";
import type { FoundMessage } from "./queries.js";
import { useMessageState } from "./use-message-state.js";

/** Why a message waits, with what goes before it and when it should go on; or why it failed, with the operator's own code. */
export function MessageWhy({ message }: { readonly message: FoundMessage }) {
  const campaign = useTranslations("campaign");
  const causes = useTranslations("waiting");
  const failures = useTranslations("failure");
  const wordOf = useMessageState();
  const format = useFormat();
  const { waiting, failure = "", reason = "", cause = "" } = message;
  if (waiting !== undefined) {
    const { code, partsAhead = 0, expectedAt } = waiting;
    return (
      <>
        <bdi>{hasText(waitingTexts, code) ? causes(code) : waiting.cause}</bdi>
        {partsAhead > 0 && (
          <Text size="xs" c="dimmed">
            {campaign("waitingAhead", { count: partsAhead })}
          </Text>
        )}
        {expectedAt !== undefined && (
          <Text size="xs" c="dimmed">
            {campaign("waitingAt", { time: format.dateTime(expectedAt) })}
          </Text>
        )}
      </>
    );
  }
  if (!hasText(failureTexts, failure)) {
    const word = reason === "" ? cause : reason;
    return word === "" ? null : <bdi>{wordOf(word)}</bdi>;
  }
  return (
    <>
      <bdi>{failures(failure)}</bdi>
      {reason !== "" && (
        <Text size="xs" c="dimmed">
          <bdi>{wordOf(reason)}</bdi>
        </Text>
      )}
    </>
  );
}
