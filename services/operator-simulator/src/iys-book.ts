import { z } from "zod";

export const iysEntry = z.strictObject({
  type: z.literal("MESAJ"),
  recipient: z.string().regex(/^\+90\d{10}$/),
  recipientType: z.enum(["BIREYSEL", "TACIR"]),
  status: z.enum(["ONAY", "RET"]),
  source: z.string().regex(/^HS_[A-Z0-9_]+$/),
  consentDate: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
});
export type IysEntry = z.output<typeof iysEntry>;

/** One judged entry of a batch. */
export type IysAnswer = {
  readonly index: number;
  readonly status: "success" | "failure";
  readonly error?: { readonly code: string; readonly message: string };
};

/** What is kept on disk, one line each, in the order it happened. */
export const iysRecord = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("request"),
    brand: z.string(),
    requestId: z.string(),
    entries: z.array(z.unknown()),
  }),
  z.object({ kind: z.literal("citizen"), brand: z.string(), entry: iysEntry }),
]);
export type IysRecord = z.output<typeof iysRecord>;

type Brand = {
  /** By recipient and kind. */
  readonly entries: Map<string, IysEntry>;
  /** What others than the brand said, in order: what `changes` answers. */
  readonly changes: IysEntry[];
};

const nothing: Brand = { entries: new Map(), changes: [] };

/** The registry's book: what each brand may send to whom. The later date wins, as at the real one. */
export const openBook = () => {
  const brands = new Map<string, Brand>();
  const requests = new Map<string, readonly IysAnswer[]>();

  const brandOf = (brand: string): Brand => {
    const known = brands.get(brand) ?? { entries: new Map(), changes: [] };
    brands.set(brand, known);
    return known;
  };
  const put = (brand: string, entry: IysEntry): void => {
    const { entries } = brandOf(brand);
    const key = `${entry.recipientType} ${entry.recipient}`;
    const known = entries.get(key);
    if (known === undefined || known.consentDate <= entry.consentDate) entries.set(key, entry);
  };

  return {
    apply(record: IysRecord): void {
      const { brand } = record;
      if (record.kind === "citizen") {
        put(brand, record.entry);
        brandOf(brand).changes.push(record.entry);
        return;
      }
      const answers = record.entries.map((raw, index): IysAnswer => {
        const entry = iysEntry.safeParse(raw);
        if (entry.success) {
          put(brand, entry.data);
          return { index, status: "success" };
        }
        const field = String(entry.error.issues[0]?.path[0] ?? "");
        return { index, status: "failure", error: { code: "H174", message: `bad ${field}` } };
      });
      requests.set(record.requestId, answers);
    },

    answersOf: (requestId: string): readonly IysAnswer[] | undefined => requests.get(requestId),

    /** What is known of recipients; who is not in the book is left out. */
    status(
      brand: string,
      recipientType: IysEntry["recipientType"],
      recipients: readonly string[],
    ): readonly IysEntry[] {
      const { entries } = brands.get(brand) ?? nothing;
      return recipients.flatMap((recipient) => entries.get(`${recipientType} ${recipient}`) ?? []);
    },

    /** @param after how many changes were heard already */
    changes(brand: string, after: number, limit: number) {
      const { changes } = brands.get(brand) ?? nothing;
      const list = changes.slice(after, after + limit);
      return { list, after: after + list.length, hasMore: after + list.length < changes.length };
    },

    count: (brand: string): number => (brands.get(brand) ?? nothing).entries.size,
  };
};
