import { z } from "zod";

import type { ConsoleHouse } from "./console-house.js";

export type DeskPerson = {
  /** Asanak where none is named. */
  readonly providerId?: string;
  readonly roles?: readonly ("expert" | "operations" | "finance" | "administrator")[];
  readonly email: string;
  readonly name: string;
  readonly password: string;
};

/** Lets somebody in at a desk, expert and operations in one unless said otherwise, by the administrator's invitation. */
export async function joinDesk(
  house: ConsoleHouse,
  { email, name, password, providerId = "asanak", roles = ["expert", "operations"] }: DeskPerson,
): Promise<void> {
  const api = house.apiUrl;
  const key = house.deskKeys[providerId]?.administratorKey ?? "";
  const invited = await post(
    `${api}/v1/invitations`,
    { email, roles, language: "fa" },
    { authorization: `Bearer ${key}` },
  );
  const { token } = z.object({ token: z.string() }).parse(invited);
  await post(`${api}/v1/invitations/${token}/accept`, { name, password });
}

/** Lets somebody in at a company, by the key of its owner; answers with the address to log in with. */
export async function joinTenant(
  { apiUrl }: ConsoleHouse,
  apiKey: string,
  email: string,
): Promise<string> {
  const invited = await post(
    `${apiUrl}/v1/invitations`,
    { email, roles: ["owner"], language: "fa" },
    { authorization: `Bearer ${apiKey}` },
  );
  const { token } = z.object({ token: z.string() }).parse(invited);
  const password = "four words not together";
  await post(`${apiUrl}/v1/invitations/${token}/accept`, { name: "مریم احمدی", password });
  return email;
}

async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const told: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(told)}`);
  return told;
}
