import { DomainError } from "@whiteline/service-kit";

import { errorCodes } from "../error-codes.js";
import type { Api } from "../route.js";
import { byCode, errorCode, errorCodeList, health } from "../shapes/meta.js";
import { problems } from "../shapes/problem.js";

/** About the API itself; needs no key. */
export function addMetaRoutes(app: Api): void {
  app.get(
    "/health",
    {
      schema: {
        operationId: "getHealth",
        tags: ["meta"],
        summary: "Whether the API answers",
        security: [],
        response: { 200: health },
      },
    },
    () => ({ status: "ok" as const }),
  );

  app.get(
    "/v1/error-codes",
    {
      schema: {
        operationId: "listErrorCodes",
        tags: ["meta"],
        summary: "Every stable code, what it means and what to do",
        security: [],
        response: { 200: errorCodeList },
      },
    },
    () => ({ errorCodes: [...errorCodes.values()] }),
  );

  app.get(
    "/v1/error-codes/:code",
    {
      schema: {
        operationId: "getErrorCode",
        tags: ["meta"],
        summary: "One stable code",
        security: [],
        params: byCode,
        response: { 200: errorCode, ...problems },
      },
    },
    (request) => {
      const known = errorCodes.get(request.params.code);
      if (known) return known;
      throw new DomainError("not_found", "ERROR_CODE_UNKNOWN", "No such code is listed.", {
        remedy: "List them with GET /v1/error-codes.",
      });
    },
  );
}
