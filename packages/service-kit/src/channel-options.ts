import type { ChannelOptions } from "nice-grpc";

/** 16 MiB: a chunk is 256 KiB at most, a frame of an audience or of a file stays far below. */
const LARGEST_MESSAGE = 16 * 1024 * 1024;

/** What both ends of a call agree on. */
export const channelOptions: ChannelOptions = {
  "grpc.max_receive_message_length": LARGEST_MESSAGE,
  "grpc.max_send_message_length": LARGEST_MESSAGE,
  // A peer that vanished without a word is noticed within 40 s; one that restarts is found again within 2 s.
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 10_000,
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 2_000,
  // Despite its name the time that one attempt to connect may take (nice-grpc, connectTimeoutPatch.ts): less than
  // the deadline of a call, more than a busy machine needs.
  "grpc.min_reconnect_backoff_ms": 8_000,
};
