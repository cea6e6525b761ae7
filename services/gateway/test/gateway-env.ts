import { systemPorts } from "@whiteline/service-kit";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";

import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";
import { peersAt, startNeighbours, type Answers } from "./neighbours.js";

type Question = {
  readonly key?: string;
  readonly json?: unknown;
  readonly body?: string | Uint8Array | Blob | FormData;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer as a test looks at it: whatever it asks for by name, it then compares. */
type Body = {
  readonly [name: string]: unknown;
  readonly code: string;
  readonly remedy: string;
  readonly findings: readonly { readonly subject: string }[];
  readonly results: readonly { readonly requestId: string }[];
  readonly errorCodes: readonly unknown[];
  readonly tenant: { readonly name: string };
};

export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { examples?: unknown[] }>> };
};
export type Operation = {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly example?: unknown;
    readonly schema: { examples?: unknown[] };
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};
type Content = Readonly<
  Record<
    string,
    {
      readonly schema: { $ref?: string; examples?: unknown[] } & object;
      readonly example?: unknown;
    }
  >
>;

/** The gateway with real gRPC neighbours. Every JSON answer is held against the served OpenAPI document. */
export async function gatewayEnv(
  answers: Answers,
  overrides: Readonly<Record<string, string>> = {},
) {
  const neighbours = await startNeighbours(answers);
  const gateway = await start(
    readConfig({
      ...testServiceConfig({ name: "gateway", mongoUri: "mongodb://none", natsUrl: "none" }),
      ...peersAt(neighbours.grpcAddress),
      LOG_LEVEL: "silent",
      ...overrides,
    }),
    systemPorts,
  );
  const { apiUrl } = gateway;
  const openApi = (await (await fetch(`${apiUrl}/openapi.json`)).json()) as OpenApi;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(openApi, "openapi");

  const call = async (
    method: string,
    path: string,
    { key = "wl_tenant", json, body, headers }: Question = {},
  ) => {
    const content = json === undefined ? body : JSON.stringify(json);
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: {
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content, duplex: "half" }),
    });
    const type = answer.headers.get("content-type") ?? "";
    const text = await answer.text();
    const isJson = /json/.test(type) && !/ndjson/.test(type);
    const parsed = (isJson ? JSON.parse(text) : text) as Body;
    expectDocumented(method, path, answer.status, type, parsed);
    return { status: answer.status, type, headers: answer.headers, text, body: parsed };
  };

  const expectDocumented = (
    method: string,
    path: string,
    status: number,
    type: string,
    body: unknown,
  ) => {
    const template = templateOf(openApi, method, path);
    if (template === undefined) {
      expect(status).toBe(404);
      return;
    }
    const { responses } = openApi.paths[template]![method.toLowerCase()]!;
    const code = status in responses ? String(status) : `${String(status)[0]}XX`;
    if (body === "" && type === "") {
      expect(responses, `${method} ${path} ${status}`).toHaveProperty([code]);
      return;
    }
    const media = type.split(";")[0]!;
    expect(responses[code]?.content, `${method} ${path} ${status} ${media}`).toHaveProperty([
      media === "image/jpeg" ? "application/octet-stream" : media,
    ]);
    if (typeof body === "string") return;
    const pointer = [
      "paths",
      template,
      method.toLowerCase(),
      "responses",
      code,
      "content",
      media,
      "schema",
    ]
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const judge = ajv.getSchema(`openapi#/${pointer}`)!;
    expect(judge(body) === true ? [] : judge.errors, JSON.stringify(body)).toEqual([]);
  };

  return {
    apiUrl,
    metrics: async () => (await fetch(`http://${gateway.httpAddress}/metrics`)).text(),
    openApi,
    ajv,
    call,
    get: (path: string, question?: Question) => call("GET", path, question),
    post: (path: string, json: unknown, question: Question = {}) =>
      call("POST", path, { json, ...question }),
    put: (path: string, json: unknown, question: Question = {}) =>
      call("PUT", path, { json, ...question }),
    stopNeighbours: () => neighbours.stop(),
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await neighbours.stop();
    },
  };
}

function templateOf(openApi: OpenApi, method: string, path: string): string | undefined {
  const parts = path.split("?")[0]!.split("/");
  return Object.keys(openApi.paths)
    .filter((template) => method.toLowerCase() in openApi.paths[template]!)
    .filter((template) => {
      const wanted = template.split("/");
      return (
        wanted.length === parts.length &&
        wanted.every((part, i) => part.startsWith("{") || part === parts[i])
      );
    })
    .sort((a, b) => a.split("{").length - b.split("{").length)[0];
}
