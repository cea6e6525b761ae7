import { useCallback } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { accountTexts } from "./texts.js";

/** Roles of a company, and of a provider's desk. */
export const ROLES = {
  tenant: ["owner", "marketer", "developer", "accountant", "viewer"],
  staff: ["expert", "operations", "finance", "administrator"],
} as const;

/** A role in the reader's words. */
export function useRoleWord(): (role: string) => string {
  const t = useTranslations("account");
  return useCallback(
    (role) => (hasText(accountTexts, role) ? t(role, { date: "", name: "" }) : role),
    [t],
  );
}
