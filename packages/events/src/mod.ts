export { connectEvents } from "./events.js";
export { Poison } from "./poison.js";
export { changedFields, refusedCallsDeed, trailTeller } from "./tell-trail.js";

export type { EventLog } from "./bus.js";
export type { DeadGroup, DeadLetter } from "./dead-letters.js";
export type { FactMeta } from "./envelope.js";
export type { Events, EventsOptions } from "./events.js";
export type { FactType, Followed } from "./fact-type.js";
export type { Following, FollowHandler } from "./follow.js";
export type { Outbox } from "./outbox.js";
export type { Queue, QueueReader } from "./queues.js";
export type { StreamLimits, WorkStream } from "./streams.js";
export type { TellTrail, TrailDeed, TrailFields } from "./tell-trail.js";
export type { FactHandler, Loop, SubscribeOptions } from "./subscribe.js";
export type { Job, WorkHandler, WorkResult, WorkSource } from "./work.js";
