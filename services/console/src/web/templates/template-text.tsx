import { Badge, Text } from "@mantine/core";

import { piecesOf } from "./body.js";

/** The body of a template with its variables marked; reads from the side its own letters ask for. */
export function TemplateText({
  body,
  lines,
}: {
  readonly body: string;
  /** Cut after so many lines. */
  readonly lines?: number;
}) {
  return (
    <Text
      dir="auto"
      style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
      {...(lines !== undefined && { lineClamp: lines })}
    >
      {piecesOf(body).map((piece, place) =>
        piece.kind === "literal" ? (
          <span key={place}>{piece.text}</span>
        ) : (
          <Badge key={place} component="bdi" size="md" mx={2} style={{ verticalAlign: "middle" }}>
            {piece.name}
          </Badge>
        ),
      )}
    </Text>
  );
}
