import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { colleaguesQuery } from "./queries.js";

export type People = {
  /** Whoever acted, by name: `person:<id>`, `key:<id>`, or a service of the house. */
  readonly nameOf: (actor: string) => string;
  readonly isMe: (actor: string) => boolean;
};

/** Names behind the ids that the desk's histories carry. */
export function usePeople(): People {
  const t = useTranslations("desk");
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: colleagues } = useQuery(colleaguesQuery);
  const own = me.person === undefined ? `key:${me.keyId ?? ""}` : `person:${me.person.personId}`;
  const isMe = useCallback((actor: string) => actor === own, [own]);
  const nameOf = useCallback(
    (actor: string) => {
      if (actor === own) return me.person?.name ?? t("me");
      const known = colleagues?.find(({ personId }) => actor === `person:${personId}`);
      if (known !== undefined) return known.name;
      if (actor.startsWith("key:")) return t("aKey");
      // Of two companies each reads of the other that it did something, not who.
      if (actor.startsWith("tenant:")) return t("otherCompany");
      return actor.startsWith("person:") ? t("colleague") : t("platform");
    },
    [colleagues, me.person?.name, own, t],
  );
  return { nameOf, isMe };
}
