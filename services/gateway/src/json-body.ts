import { isUtf8 } from "node:buffer";

import { DomainError } from "@whiteline/service-kit";

import type { Api } from "./route.js";

/**
 * Reads JSON bodies and refuses text that is no text: bytes that are not UTF-8, and halves of surrogate pairs, which
 * JSON can smuggle in as \ud83d. gRPC would silently turn both into U+FFFD and a customer would get it on the phone.
 */
export function addJsonBodies(app: Api): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, bytes, done) => {
    if (typeof bytes === "string" || !isUtf8(bytes)) {
      done(notUnicode("The body is not UTF-8."));
      return;
    }
    const text = bytes.toString();
    void parse(request, text, (error: Error | null, body?: unknown) => {
      const broken = error === null && SURROGATE_ESCAPE.test(text) && holdsLoneSurrogate(body);
      if (broken) done(notUnicode("A text holds half a character (a lone surrogate)."));
      else done(error, body);
    });
  });
}

/** Only an escape can bring a surrogate in; pairs of them are fine, so a hit is looked at closely. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

function holdsLoneSurrogate(value: unknown): boolean {
  if (typeof value === "string") return LONE_SURROGATE.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, item]) => LONE_SURROGATE.test(name) || holdsLoneSurrogate(item),
  );
}

function notUnicode(message: string): DomainError {
  return new DomainError("invalid", "TEXT_NOT_UNICODE", message, {
    remedy: "Encode the text as UTF-8 again, without cutting characters in half.",
  });
}
