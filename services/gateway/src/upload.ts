import { DomainError } from "@whiteline/service-kit";
import type { FastifyRequest, FastifySchemaCompiler } from "fastify";
import { validatorCompiler } from "fastify-type-provider-zod";
import type { z } from "zod";

export type Upload<Fields> = {
  readonly fields: Fields;
  readonly fileName: string;
  /** The file as it arrives: reading slowly slows the sender down, so nothing piles up here. */
  readonly data: AsyncIterable<Buffer>;
};

/** Content types that may be sent as they are, without a multipart form around them. */
export const RAW_TYPES: readonly string[] = [
  "text/csv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/octet-stream",
];

/** For routes whose body is described for the document but read by the handler while it arrives. */
export const streamedBody: FastifySchemaCompiler<z.ZodType> = (route) =>
  route.httpPart === "body" ? (value: unknown) => ({ value }) : validatorCompiler(route);

/**
 * Reads the head of a multipart form: its text fields, then the beginning of its file, which must come last because
 * it is handed on while it arrives.
 *
 * @param maxBytes where the file is cut off with FILE_TOO_LARGE.
 * @throws DomainError invalid MULTIPART_MALFORMED, FILE_MISSING or FIELDS_INVALID.
 */
export async function readForm<Fields>(
  request: FastifyRequest,
  schema: z.ZodType<Fields>,
  maxBytes: number,
): Promise<Upload<Fields>> {
  const part = await request.file().catch((cause: unknown) => {
    discardRest(request);
    throw malformed(cause);
  });
  if (part === undefined) {
    throw new DomainError("invalid", "FILE_MISSING", "The form holds no file.", {
      remedy: "Send the text fields first and the file as the last part of the form.",
    });
  }
  const texts = Object.values(part.fields).flatMap((field) =>
    field !== undefined && !Array.isArray(field) && field.type === "field"
      ? [[field.fieldname, field.value] as const]
      : [],
  );
  const parsed = schema.safeParse(Object.fromEntries(texts));
  if (!parsed.success) {
    discardRest(request);
    throw fieldsInvalid(parsed.error);
  }
  return { fields: parsed.data, fileName: part.filename, data: limit(part.file, maxBytes) };
}

/**
 * The fields of a file that is the body itself, from the address.
 * @throws DomainError as for those of a form.
 */
export function readQuery<Fields>(schema: z.ZodType<Fields>, query: unknown): Fields {
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw fieldsInvalid(parsed.error);
  return parsed.data;
}

/**
 * A file sent as the body itself.
 *
 * @param maxBytes where the body is cut off with FILE_TOO_LARGE.
 */
export function readRaw({ raw }: FastifyRequest, maxBytes: number): AsyncIterable<Buffer> {
  // Destroying the request would take the answer's socket with it.
  return limit(raw.iterator({ destroyOnReturn: false }), maxBytes);
}

async function* limit(pieces: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const data of pieces) {
      size += data.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield data;
    }
  } catch (error) {
    throw error instanceof DomainError ? error : brokenOff(error);
  }
}

/**
 * Sends an upload on. A service may answer before it has seen every byte (it refuses, or knows the upload already);
 * what the sender still sends is then thrown away, so that it gets around to reading the answer.
 */
export async function passOn<Answer>(
  request: FastifyRequest,
  send: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send();
  } finally {
    discardRest(request);
  }
}

function discardRest({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
}

function malformed(cause: unknown): DomainError {
  return new DomainError("invalid", "MULTIPART_MALFORMED", "The form cannot be read.", {
    remedy: "Send multipart/form-data with a few text fields and one file.",
    cause,
  });
}

function brokenOff(cause: unknown): DomainError {
  return new DomainError("invalid", "BODY_INCOMPLETE", "The file broke off before its end.", {
    remedy: "Send it again.",
    cause,
  });
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError("invalid", "FILE_TOO_LARGE", `A file has at most ${maxBytes} bytes.`, {
    remedy: "Split the file.",
  });
}

function fieldsInvalid({ issues }: z.ZodError): DomainError {
  const faults = issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  return new DomainError("invalid", "FIELDS_INVALID", `The form's fields do not fit: ${faults}.`, {
    remedy: "Send the text fields as /openapi.json says, and before the file.",
  });
}
