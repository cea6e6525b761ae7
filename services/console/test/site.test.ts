import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";

import { buildSite } from "../src/server/build-site.js";

async function siteEnv() {
  const dir = await testDirectory();
  await mkdir(join(dir.path, "assets"));
  await writeFile(join(dir.path, "index.html"), "<title>Whiteline</title>");
  await writeFile(join(dir.path, "assets/index-abc.js"), "1");
  const asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  const api = createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers });
    response.setHeader("set-cookie", "whiteline_session=x; HttpOnly; SameSite=Lax");
    response.setHeader("content-type", "application/json").end('{"from":"api"}');
  });
  api.listen(0, "127.0.0.1");
  await once(api, "listening");
  const site = await buildSite({
    API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    WEB_DIR: dir.path,
    TRUSTED_PROXIES: undefined,
  });
  return {
    url: await site.listen({ host: "127.0.0.1", port: 0 }),
    asked,
    async [Symbol.asyncDispose]() {
      await site.close();
      api.closeAllConnections();
      api.close();
      await dir[Symbol.asyncDispose]();
    },
  };
}

test("every screen's address answers with the application, which may run only our own scripts", async () => {
  await using env = await siteEnv();
  for (const path of ["/", "/login", "/numbers/requests/65f0"]) {
    const answer = await fetch(`${env.url}${path}`);
    expect([answer.status, await answer.text()]).toEqual([200, "<title>Whiteline</title>"]);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  }
});

test("files named by their content are kept for ever, and a missing one is missing", async () => {
  await using env = await siteEnv();
  const script = await fetch(`${env.url}/assets/index-abc.js`);
  expect([script.status, script.headers.get("cache-control")]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
  expect((await fetch(`${env.url}/assets/gone.js`)).status).toBe(404);
});

test("the API is under the same origin, with its cookies and the browser's own address", async () => {
  await using env = await siteEnv();
  const answer = await fetch(`${env.url}/v1/me?x=1`, {
    headers: { "x-forwarded-for": "203.0.113.9", cookie: "whiteline_session=x" },
  });
  expect(await answer.json()).toEqual({ from: "api" });
  expect(answer.headers.get("set-cookie")).toContain("whiteline_session=x");
  expect(env.asked).toMatchObject([
    {
      url: "/v1/me?x=1",
      headers: { "x-forwarded-for": "127.0.0.1", cookie: "whiteline_session=x" },
    },
  ]);
});

test("the process is healthy when it answers", async () => {
  await using env = await siteEnv();
  expect(await (await fetch(`${env.url}/health`)).json()).toEqual({ status: "ok" });
});
