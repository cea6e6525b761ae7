import { lineFamily, type MarketPack } from "@whiteline/markets";
import type { Application } from "./application.js";
import { emptyDesk, type ItemVerdict } from "./desk.js";
import { inDigitsOf } from "./printed-page.js";

/** A paper of the dossier. */
export type DossierPaper = {
  readonly code: string;
  /** As it is called in the archive; after the service number [000 · Conversion notes]. */
  readonly fileName: string;
  readonly documentId: string;
  readonly sizeBytes: number;
  /** Of the clear content, hex. */
  readonly sha256: string;
  readonly storedAt: Date | undefined;
};

/** Everything that the cover sheet says. */
export type Cover = {
  readonly application: Application;
  readonly applicantName: string;
  readonly nationalId: string;
  readonly papers: readonly DossierPaper[];
  /** Demanded papers whose file is not in the archive, by code, e.g. the customer list. */
  readonly apart: readonly string[];
  readonly at: Date;
};

type Fact = { readonly label: string; readonly value: string; readonly latin: boolean };

/** The cover sheet ready for the printer. */
export type CoverPage = {
  readonly language: string;
  readonly direction: "rtl" | "ltr";
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly words: MarketPack["coverSheet"]["words"];
  readonly papers: readonly {
    readonly name: string;
    readonly file: string;
    readonly size: string;
    readonly digest: string;
    readonly verdict: string;
    readonly note: string;
  }[];
  readonly steps: readonly {
    readonly step: string;
    readonly actor: string;
    readonly on: string;
    readonly note: string;
  }[];
};

/** What the desk found of each document, by its code. */
function verdictsByCode({ desk = emptyDesk }: Application): ReadonlyMap<string, ItemVerdict> {
  const prefix = "document:";
  return new Map(
    desk.verdicts
      .filter(({ item }) => item.startsWith(prefix))
      .map((verdict) => [verdict.item.slice(prefix.length), verdict]),
  );
}

/** What, who, number, papers with their digests, verdicts and dates, in the words and the calendar of the market. */
export function coverPage(pack: MarketPack, cover: Cover): CoverPage {
  const { application, papers, apart, at } = cover;
  const verdicts = verdictsByCode(application);
  const { words, said, direction, title } = pack.coverSheet;
  const onPaper = (word: string): string => said[word] ?? word.replaceAll("_", " ");
  const language = pack.languages[0] ?? "en";
  const onDay = dayIn(pack, language);
  const provider = pack.providers.find(({ id }) => id === application.providerId);
  const family = lineFamily(pack, application.family);
  const fact = (label: string, value: string, latin = false): Fact => ({ label, value, latin });
  const judged = (code: string): string => {
    const found = verdicts.get(code);
    return found === undefined ? words.notJudged : words[found.verdict];
  };
  const nameOf = (code: string): string =>
    pack.documents.codes.find((known) => known.code === code)?.originalName ?? code;
  return {
    language,
    direction,
    title,
    words,
    facts: [
      fact(words.applicant, cover.applicantName),
      fact(words.nationalId, inDigitsOf(language, cover.nationalId), true),
      fact(words.number, inDigitsOf(language, application.lineNumber), true),
      fact(words.family, family?.original ?? application.family),
      fact(words.provider, provider?.name ?? application.providerId),
      fact(words.state, onPaper(application.state)),
      fact(words.application, application.applicationId, true),
      fact(words.filedOn, onDay(application.history[0]?.at)),
      fact(words.exportedOn, onDay(at)),
    ],
    papers: [
      ...papers.map(({ code, fileName, sizeBytes, sha256 }) => ({
        name: nameOf(code),
        file: fileName,
        size: new Intl.NumberFormat(language).format(sizeBytes),
        digest: sha256,
        verdict: judged(code),
        note: verdicts.get(code)?.note ?? "",
      })),
      ...apart.map((code) => ({
        name: nameOf(code),
        file: "",
        size: "",
        digest: "",
        verdict: judged(code),
        note: words.notIncluded,
      })),
    ],
    steps: application.history.map(({ event, actor, at: taken, note }) => ({
      step: onPaper(event),
      actor: onPaper(actor),
      on: onDay(taken),
      note,
    })),
  };
}

/** A day and time of the market in its own calendar: Jalali for Persian. */
function dayIn(pack: MarketPack, language: string): (at: Date | undefined) => string {
  const format = new Intl.DateTimeFormat(`${language}-${pack.code}`, {
    timeZone: pack.timezone,
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (at) => (at === undefined ? "" : format.format(at));
}
