import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv, type Operation } from "./gateway-env.js";

let env: Awaited<ReturnType<typeof gatewayEnv>>;
let operations: readonly (Operation & { readonly title: string })[];

beforeAll(async () => {
  env = await gatewayEnv({});
  operations = Object.entries(env.openApi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      title: `${method.toUpperCase()} ${path}`,
    })),
  );
});
afterAll(() => env[Symbol.asyncDispose]());

test("the served document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(env.openApi));
  expect(errors ?? []).toEqual([]);
  expect([valid, validator.version]).toEqual([true, "3.1"]);
});

test("every route has a name of its own, a summary and a tag", () => {
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(operations.length).toBeGreaterThan(45);
  for (const operation of operations) {
    expect(operation, operation.title).toMatchObject({
      operationId: expect.any(String),
      summary: expect.any(String),
      tags: expect.arrayContaining([expect.any(String)]),
    });
  }
});

test("every body, JSON answer and parameter shows an example", () => {
  const without: string[] = [];
  for (const { title, requestBody, responses, parameters = [] } of operations) {
    const contents = [requestBody, ...Object.values(responses)].flatMap((part) =>
      Object.entries(part?.content ?? {}),
    );
    for (const [type, { schema, example }] of contents) {
      if (!/json/.test(type) && type !== "multipart/form-data") continue;
      const shapes = "anyOf" in schema ? (schema.anyOf as { $ref?: string }[]) : [schema];
      const shown = shapes.every(({ $ref = "" }) => {
        const shape = env.openApi.components.schemas[$ref.split("/").at(-1)!];
        return (shape?.examples?.length ?? 0) > 0;
      });
      if (!shown && example === undefined) without.push(`${title} ${type}`);
    }
    for (const { name, example, schema } of parameters) {
      if (example === undefined && !schema.examples) without.push(`${title} ${name}`);
    }
  }
  expect(without).toEqual([]);
});

test("every example is what its shape allows", () => {
  const { schemas } = env.openApi.components;
  for (const [name, { examples = [] }] of Object.entries(schemas)) {
    for (const example of examples) {
      const valid = env.ajv.validate({ $ref: `openapi#/components/schemas/${name}` }, example);
      expect(valid ? [] : env.ajv.errors, name).toEqual([]);
    }
  }
  expect(Object.keys(schemas).length).toBeGreaterThan(40);
});

test("every route but the public ones says which key it takes, and what problems look like", () => {
  // Of some a key is taken and none is needed.
  const isOpen = (way: unknown): boolean => JSON.stringify(way) === "{}";
  const open = operations
    .filter(({ security }) => security?.length === 0 || security?.some(isOpen))
    .map(({ title }) => title);
  expect(open.sort()).toEqual([
    "GET /health",
    "GET /r/{token}",
    "GET /v1/error-codes",
    "GET /v1/error-codes/{code}",
    "GET /v1/markets/{market}/text-rules",
    "GET /v1/payment-ports/{provider}/{port}",
    "GET /v1/providers",
    "GET /v1/providers/{id}/checklist",
    "GET /v1/providers/{id}/families",
    "GET /v1/providers/{id}/support",
    "GET /v1/tariffs",
    "POST /r/{token}",
    "POST /v1/invitations/{token}/accept",
    "POST /v1/password-resets",
    "POST /v1/password-resets/{token}",
    "POST /v1/providers/{id}/consultations",
    "POST /v1/resale-invitations/reading",
    "POST /v1/sessions",
    "POST /v1/sign-up",
    "POST /v1/subscriber-complaints",
    "POST /v1/tenants",
  ]);
  for (const { title, responses } of operations) {
    if (title === "GET /health" || title === "GET /v1/error-codes") continue;
    expect(responses["4XX"]?.content, title).toHaveProperty(["application/problem+json"]);
    expect(responses["5XX"]?.content, title).toHaveProperty(["application/problem+json"]);
  }
});

test("what an upload takes is said for every way of sending it", () => {
  const { content } = env.openApi.paths["/v1/lists/{id}/imports"]!["post"]!.requestBody!;
  expect(Object.keys(content)).toEqual([
    "multipart/form-data",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
  ]);
});

test("the documentation can be read and tried in a browser", async () => {
  const page = await fetch(`${env.apiUrl}/docs/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("swagger-ui")]);
});
