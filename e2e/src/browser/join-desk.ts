import { z } from "zod";

import type { ConsoleHouse } from "./console-house.js";

export type DeskPerson = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
};

/** Lets somebody in at Asanak's desk, expert and operations in one, by the administrator's invitation. */
export async function joinDesk(
  house: Pick<ConsoleHouse, "stack" | "deskKeys">,
  { email, name, password }: DeskPerson,
): Promise<void> {
  const api = house.stack.run.api ?? "";
  const key = house.deskKeys["asanak"]?.administratorKey ?? "";
  const invited = await post(
    `${api}/v1/invitations`,
    { email, roles: ["expert", "operations"], language: "fa" },
    { authorization: `Bearer ${key}` },
  );
  const { token } = z.object({ token: z.string() }).parse(invited);
  await post(`${api}/v1/invitations/${token}/accept`, { name, password });
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
