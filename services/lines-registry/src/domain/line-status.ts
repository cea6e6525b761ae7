/** What a line may do: send, not now, or never again. */
export type LineStatus = "active" | "suspended" | "removed";
