import type { Language } from "./languages.js";
import type { Messages } from "./messages.js";

declare module "use-intl" {
  // A declaration can be merged only as an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
