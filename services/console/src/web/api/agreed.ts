import type { components, paths } from "./gen/schema.js";

/** Routes that were agreed upon and are not served yet; each leaves this file when the gateway describes it. */

type Answered<Answer> = {
  readonly headers: Record<string, unknown>;
  readonly content: { "application/json": Answer };
};
type Get<Answer, Query = never> = {
  get: { parameters: { query?: Query }; responses: { 200: Answered<Answer> } };
};
type Send<Method extends "post" | "put", Body, Answer, Path = never> = Record<
  Method,
  {
    parameters: [Path] extends [never] ? { path?: never } : { path: Path };
    requestBody: { content: { "application/json": Body } };
    responses: { 200: Answered<Answer> };
  }
>;
type Delete<Path = never> = {
  delete: {
    parameters: [Path] extends [never] ? { path?: never } : { path: Path };
    responses: { 204: { content?: never } };
  };
};
type ById = { id: string };
type ByToken = { token: string };

export type Person = {
  personId: string;
  name: string;
  email: string;
  language?: string;
  totpEnabled: boolean;
};
export type Me = components["schemas"]["Me"] & { person?: Person; staffOf?: string };
export type Provider = { providerId: string; name: string; market: string };
export type Member = {
  personId: string;
  name: string;
  email: string;
  roles: string[];
  lastSeenAt?: string;
};

export type AgreedPaths = Omit<paths, "/v1/me" | "/v1/providers"> & {
  "/v1/me": Get<Me>;
  "/v1/providers": Get<{ providers: Provider[] }>;
  "/v1/sign-up": Send<
    "post",
    {
      providerId: string;
      kind: "natural" | "legal";
      name: string;
      ownerName: string;
      ownerEmail: string;
      ownerMobile: string;
      password: string;
      termsAccepted: boolean;
      language: string;
    },
    object
  >;
  "/v1/sessions": Send<"post", { email: string; password: string; totpCode?: string }, { me: Me }>;
  "/v1/sessions/current": Delete;
  "/v1/sessions/{id}": Delete<ById>;
  "/v1/password-resets": Send<"post", { email: string }, object>;
  "/v1/password-resets/{token}": Send<"post", { password: string }, object, ByToken>;
  "/v1/invitations/{token}/accept": Send<
    "post",
    { name: string; password: string },
    object,
    ByToken
  >;
};
