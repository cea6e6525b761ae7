import type { ConsumerInfo } from "@nats-io/jetstream";

export type Backlog = Pick<ConsumerInfo, "num_pending" | "num_ack_pending" | "paused"> & {
  readonly config: Pick<ConsumerInfo["config"], "max_ack_pending">;
};

/**
 * Judges the backlog each time a request for messages came back empty: messages that wait, although the
 * consumer may have more in hand and is not paused, mean that delivery is stuck. Once can be a message
 * that came a moment too late; twice in a row cannot.
 */
export function stallWatch(): { isStuck(backlog: Backlog): boolean } {
  let suspicions = 0;
  return {
    isStuck({ num_pending, num_ack_pending, paused, config }) {
      const mayHaveMore = num_ack_pending < (config.max_ack_pending ?? Infinity);
      const suspicious = num_pending > 0 && mayHaveMore && paused !== true;
      suspicions = suspicious ? suspicions + 1 : 0;
      return suspicions >= 2;
    },
  };
}
