import { departure, type LastGroup } from "./departure.js";

/** Options of {@link coalescer}; every number comes from the configuration. */
export type CoalescerOptions<Group, Item, Answer> = {
  /** How long the first caller of a group waits for company, in milliseconds. */
  readonly waitMs: number;
  /** Most items of a group; the contract of campaigns.SubmitMessages says 1,000. */
  readonly maxItems: number;
  /** Groups of one key under way at once at most; what comes meanwhile joins the next group. */
  readonly maxGroups: number;
  /** Items that may wait for an answer, over all keys. */
  readonly maxPending: number;
  /** Milliseconds of a clock that nobody sets; tests hold it. */
  readonly now: () => number;
  /** Runs something later. */
  readonly after: (ms: number, run: () => void) => void;
  /** Whether those of a group sit and wait for it (see {@link departure}). */
  readonly isUrgent: (group: Group) => boolean;
  /** Carries one group; one answer per item, in order. */
  readonly send: (group: Group, items: readonly Item[]) => Promise<readonly Answer[]>;
  /** What each of several callers is told when their group failed as a whole. */
  readonly failureOfAll: (error: unknown) => unknown;
  /** What a caller gets while too many wait. */
  readonly tooMany: () => Error;
};

export type Coalescer<Group, Item, Answer> = {
  /**
   * Sends a caller's items (1 to maxItems) with those of others that came under the same key at the same time.
   *
   * @param key same key = same group; it must separate all that `group` says.
   * @returns this caller's answers, in order.
   */
  readonly submit: (
    key: string,
    group: Group,
    items: readonly Item[],
  ) => Promise<readonly Answer[]>;
  /** Items that wait for an answer now. */
  readonly pending: () => number;
};

type Caller<Item, Answer> = {
  readonly items: readonly Item[];
  readonly resolve: (answers: readonly Answer[]) => void;
  readonly reject: (error: unknown) => void;
};

type Queue<Group, Item, Answer> = {
  /** Of the latest caller, whose token lives longest. */
  group: Group;
  waiting: Caller<Item, Answer>[];
  /** Since when the first of them waits. */
  firstAt: number;
  size: number;
  underWay: number;
  callersUnderWay: number;
  last: LastGroup | undefined;
  /** When it is looked at again. */
  lookAt: number;
};

/** A key that nobody wrote to for so long is forgotten, and with it how busy it was. */
const FORGET_MS = 5_000;

/**
 * Makes one call of what arrives in the same few milliseconds, because a hop per message is not affordable and a hop
 * per group is [architecture · §3, One message]. Under load groups grow by themselves: everyone who comes while one is
 * under way leaves together after it (see {@link departure}).
 */
export function coalescer<Group, Item, Answer>(
  options: CoalescerOptions<Group, Item, Answer>,
): Coalescer<Group, Item, Answer> {
  const { waitMs, maxItems, maxGroups, maxPending, now, after } = options;
  const queues = new Map<string, Queue<Group, Item, Answer>>();
  let pending = 0;

  const leave = (key: string, queue: Queue<Group, Item, Answer>): void => {
    const callers = takeGroup(queue, maxItems);
    const begun = now();
    queue.underWay += 1;
    queue.callersUnderWay += callers.length;
    void carry(callers, queue.group, options).finally(() => {
      queue.underWay -= 1;
      queue.callersUnderWay -= callers.length;
      for (const { items } of callers) pending -= items.length;
      const endedAt = now();
      const company = callers.length + queue.waiting.length;
      queue.last = { endedAt, tookMs: endedAt - begun, company };
      depart(key, queue);
    });
  };

  const depart = (key: string, queue: Queue<Group, Item, Answer>): void => {
    while (queue.size > 0 && queue.underWay < maxGroups) {
      const standing = { ...queue, urgent: options.isUrgent(queue.group) };
      const at = queue.size >= maxItems ? -Infinity : departure(standing, waitMs);
      if (at > now()) {
        look(key, queue, at);
        return;
      }
      leave(key, queue);
    }
    if (queue.size === 0 && queue.underWay === 0) look(key, queue, now() + FORGET_MS);
  };

  const look = (key: string, queue: Queue<Group, Item, Answer>, at: number): void => {
    if (queue.lookAt > now() && queue.lookAt <= at) return;
    queue.lookAt = at;
    after(at - now(), () => {
      // An earlier look was asked for since; that one goes on.
      if (queue.lookAt !== at) return;
      queue.lookAt = -Infinity;
      if (queue.size > 0) depart(key, queue);
      else if (queue.underWay === 0 && queues.get(key) === queue) queues.delete(key);
    });
  };

  return {
    pending: () => pending,
    submit(key, group, items) {
      if (pending + items.length > maxPending) return Promise.reject(options.tooMany());
      pending += items.length;
      const queue = queues.get(key) ?? newQueue<Group, Item, Answer>(group);
      queues.set(key, queue);
      queue.group = group;
      queue.size += items.length;
      if (queue.waiting.length === 0) queue.firstAt = now();
      const answers = new Promise<readonly Answer[]>((resolve, reject) => {
        queue.waiting.push({ items, resolve, reject });
      });
      depart(key, queue);
      return answers;
    },
  };
}

function newQueue<Group, Item, Answer>(group: Group): Queue<Group, Item, Answer> {
  return {
    group,
    waiting: [],
    firstAt: 0,
    size: 0,
    underWay: 0,
    callersUnderWay: 0,
    last: undefined,
    lookAt: -Infinity,
  };
}

/** The callers who came first, as many as one group holds. */
function takeGroup<Group, Item, Answer>(
  queue: Queue<Group, Item, Answer>,
  maxItems: number,
): readonly Caller<Item, Answer>[] {
  let end = 0;
  let size = 0;
  for (const { items } of queue.waiting) {
    if (end > 0 && size + items.length > maxItems) break;
    end += 1;
    size += items.length;
  }
  queue.size -= size;
  return queue.waiting.splice(0, end);
}

/**
 * Sends a group once and hands out its answers. What is wrong with one item is an answer of its own; a group that fails
 * as a whole fails for all of its callers at once, because trying its parts would multiply the load of an outage.
 */
async function carry<Group, Item, Answer>(
  callers: readonly Caller<Item, Answer>[],
  group: Group,
  options: CoalescerOptions<Group, Item, Answer>,
): Promise<void> {
  try {
    const items = callers.flatMap((caller) => caller.items);
    const answers = await options.send(group, items);
    if (answers.length !== items.length) {
      throw new Error(`A group of ${items.length} got ${answers.length} answers.`);
    }
    let begin = 0;
    for (const { items: own, resolve } of callers) {
      resolve(answers.slice(begin, begin + own.length));
      begin += own.length;
    }
  } catch (error) {
    const told = callers.length === 1 ? error : options.failureOfAll(error);
    for (const { reject } of callers) reject(told);
  }
}
