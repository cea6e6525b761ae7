/** What a line may do: send, not now, not until its term is renewed, or never again. */
export type LineStatus = "active" | "suspended" | "expired" | "removed";
