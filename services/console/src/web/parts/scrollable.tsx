import { ScrollArea } from "@mantine/core";
import type { ReactNode } from "react";

/** What may be wider than its place: it scrolls, and is reached by keyboard, too. */
export function Scrollable({ children }: { readonly children: ReactNode }) {
  return <ScrollArea viewportProps={{ tabIndex: 0 }}>{children}</ScrollArea>;
}
