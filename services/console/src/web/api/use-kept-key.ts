import { useRef } from "react";

/**
 * An idempotency key for what is asked: the same until something else is asked, so that a second click or a lost answer
 * does nothing twice.
 */
export function useKeptKey(): (about: unknown) => string {
  const kept = useRef({ about: "", key: "" });
  return (about) => {
    const words = JSON.stringify(about);
    if (kept.current.about !== words) kept.current = { about: words, key: crypto.randomUUID() };
    return kept.current.key;
  };
}
