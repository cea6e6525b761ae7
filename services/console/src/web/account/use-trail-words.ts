import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { usePeople } from "../desk/use-people.js";
import { hasText } from "../language/define-texts.js";
import { useEventName } from "../parts/use-event-name.js";
import { trailTexts } from "./trail-texts.js";

/** The audit trail in the reader's words: `key.issued`, who did it, and to what. */
export function useTrailWords() {
  const t = useTranslations("trail");
  const people = usePeople();
  const eventName = useEventName();
  const { data: me } = useSuspenseQuery(meQuery);
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: async () => bodyOf(await api.GET("/v1/keys")).keys,
    enabled: me.permissions.includes("keys:write"),
  });
  const thingName = (thing: string): string => {
    const key = `thing_${thing}`;
    return hasText(trailTexts, key) ? t(key, NO_VALUES) : thing;
  };
  const actorName = (actor: string): string => {
    if (actor === "visitor") return t("visitor");
    const key = keys.data?.find(({ keyId }) => actor === `key:${keyId}`);
    return key?.name ?? people.nameOf(actor);
  };
  return {
    action: (action: string): string => {
      const [thing = "", did = ""] = action.split(".");
      const key = `did_${did}`;
      // A step of a case or line is named as in its history.
      const done = hasText(trailTexts, key) ? t(key, NO_VALUES) : eventName(did);
      return t("sentence", { thing: thingName(thing), did: done });
    },
    actor: actorName,
    /** A person by name, what has a name of its own by that; anything else by its kind and the end of its id. */
    subject: (subject: string): string => {
      const [thing = "", id = ""] = subject.split(":");
      if (thing === "person" || thing === "key") return actorName(subject);
      if (NAMED.includes(thing) && id !== "") return `${thingName(thing)} ${id}`;
      return id === "" ? thingName(thing) : `${thingName(thing)} …${id.slice(-6)}`;
    },
  };
}

/** Things whose id is a name that people know; the end of it alone says nothing. */
const NAMED: readonly string[] = [
  "rpc",
  "tariff",
  "operator",
  "family",
  "calendar",
  "provider",
  "company_file",
  "document_code",
];

/** Names of things take no values. */
const NO_VALUES = { thing: "", did: "" };
