/** Options of {@link coalescer}; every number comes from the configuration. */
export type CoalescerOptions<Group, Item, Answer> = {
  /** How long the first caller of a group waits for company, in milliseconds. */
  readonly waitMs: number;
  /** Most items of a group; the contract of campaigns.SubmitMessages says 1,000. */
  readonly maxItems: number;
  /** Groups of one key under way at once; what comes meanwhile joins the next group. */
  readonly maxGroups: number;
  /** Items that may wait for an answer, over all keys. */
  readonly maxPending: number;
  /** Runs something later; tests hold the clock. */
  readonly after: (ms: number, run: () => void) => void;
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
  size: number;
  underWay: number;
  timed: boolean;
  /** The window has passed: who waits leaves as soon as there is room. */
  due: boolean;
};

/**
 * Makes one call of what arrives in the same few milliseconds, because a hop per message is not affordable and a hop
 * per group is [architecture · §3, One message]. Under load groups grow by themselves: at most `maxGroups` of a key
 * are under way, and everyone who comes meanwhile leaves together.
 */
export function coalescer<Group, Item, Answer>(
  options: CoalescerOptions<Group, Item, Answer>,
): Coalescer<Group, Item, Answer> {
  const { waitMs, maxItems, maxGroups, maxPending } = options;
  const queues = new Map<string, Queue<Group, Item, Answer>>();
  let pending = 0;

  const depart = (key: string, queue: Queue<Group, Item, Answer>): void => {
    while (
      queue.underWay < maxGroups &&
      (queue.size >= maxItems || (queue.due && queue.size > 0))
    ) {
      const callers = takeGroup(queue, maxItems);
      queue.underWay += 1;
      void carry(callers, queue.group, options).finally(() => {
        queue.underWay -= 1;
        for (const { items } of callers) pending -= items.length;
        depart(key, queue);
      });
    }
    if (queue.size > 0) return;
    queue.due = false;
    if (queue.underWay === 0 && !queue.timed) queues.delete(key);
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
      const answers = new Promise<readonly Answer[]>((resolve, reject) => {
        queue.waiting.push({ items, resolve, reject });
      });
      if (!queue.timed && !queue.due) {
        queue.timed = true;
        options.after(waitMs, () => {
          queue.timed = false;
          queue.due = true;
          depart(key, queue);
        });
      }
      if (queue.size >= maxItems) depart(key, queue);
      return answers;
    },
  };
}

function newQueue<Group, Item, Answer>(group: Group): Queue<Group, Item, Answer> {
  return { group, waiting: [], size: 0, underWay: 0, timed: false, due: false };
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
