import { Text } from "@mantine/core";

import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";

/** A number, title or brandname with its family below it. */
export function SenderName({
  sender,
  family,
  operator,
}: {
  readonly sender: string;
  readonly family: string;
  readonly operator?: string | undefined;
}) {
  const format = useFormat();
  const names = usePackNames();
  const where = operator === undefined || operator === "" ? "" : ` · ${operator}`;
  return (
    <div>
      <Text fw={600} size="sm">
        {sender === "" ? "—" : <bdi className="ltr">{format.digits(sender)}</bdi>}
      </Text>
      <Text size="xs" c="dimmed">
        {names.family(family)}
        {where}
      </Text>
    </div>
  );
}
