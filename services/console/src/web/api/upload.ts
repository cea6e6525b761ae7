import { CONSOLE_HEADER } from "./client.js";
import { ProblemError, toProblem } from "./problem.js";

/**
 * Sends a file with its fields and tells how far it is. XMLHttpRequest, because fetch does not report what was sent.
 *
 * @param path of the API, e.g. /v1/documents.
 * @param fields come before the file, because the gateway passes the file on as it arrives.
 * @param onProgress hears a share from 0 to 1.
 * @throws ProblemError as the API tells it.
 */
export function uploadFile(
  path: string,
  fields: Readonly<Record<string, string>>,
  file: File,
  onProgress: (share: number) => void,
): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries(CONSOLE_HEADER)) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total);
    });
    request.addEventListener("load", () => {
      const body = readJson(request.responseText);
      if (request.status < 400) resolve(body);
      else reject(new ProblemError(toProblem(body, request.status)));
    });
    request.addEventListener("error", () => reject(new ProblemError(toProblem(undefined, 0))));
    request.send(form);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
