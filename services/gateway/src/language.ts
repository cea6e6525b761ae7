import type { FastifyRequest } from "fastify";

const known = ["fa", "tr", "vi", "en"] as const;

/** The language of a card: the one that was asked for, else the first of Accept-Language that is known. */
export function languageOf(request: FastifyRequest, asked: string | undefined): string {
  if (asked !== undefined) return asked;
  const header = request.headers["accept-language"] ?? "";
  const wanted = header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      const weight = quality === undefined ? 1 : Number(quality.trim().slice(2));
      return { language: tag.split("-")[0] ?? "", weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wanted.map(({ language }) => language).find(isKnown) ?? "en";
}

function isKnown(language: string): boolean {
  return known.some((each) => each === language);
}
