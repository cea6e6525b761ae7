import { createHash } from "node:crypto";
import { DomainError } from "@whiteline/service-kit";

/** Bytes as they pass, and the digest of all of them: a request id stands for its file. */
export function digestBytes(data: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const bytes = (async function* () {
    for await (const piece of data) {
      hash.update(piece);
      yield piece;
    }
  })();
  return {
    bytes,
    /** SHA-256 in hex, when whoever reads has read enough; takes the rest. */
    digest: async (): Promise<string> => {
      for await (const _ of bytes);
      return hash.digest("hex");
    },
  };
}

/**
 * What a request made before, when it comes again with the same file; what was kept before files had digests is not
 * compared.
 * @throws DomainError REQUEST_ID_REUSED
 */
export function sameAgain<Made extends { readonly fileDigest?: string }>(
  made: Made,
  fileDigest: string,
): Made {
  if ((made.fileDigest ?? fileDigest) === fileDigest) return made;
  throw new DomainError(
    "already_exists",
    "REQUEST_ID_REUSED",
    "This request id loaded another file.",
    { remedy: "Use a fresh request id for each file." },
  );
}
