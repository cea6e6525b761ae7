import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";

import { queryClient } from "./api/query-client.js";
import { LanguageProvider, useLanguage } from "./language/language-provider.js";
import { router } from "./router.js";
import { resolveVariables, themeOf } from "./theme/theme.js";

/** The whole application: language and direction outside, so that everything inside is mirrored. */
export function App() {
  return (
    <LanguageProvider>
      <Themed />
    </LanguageProvider>
  );
}

function Themed() {
  const { language } = useLanguage();
  return (
    <MantineProvider
      theme={themeOf(language)}
      cssVariablesResolver={resolveVariables}
      forceColorScheme="light"
    >
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} context={{ queryClient }} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
