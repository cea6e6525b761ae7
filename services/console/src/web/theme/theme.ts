import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

import type { Language } from "../language/languages.js";

/** A calm sea blue; shade 7 on white has a contrast of 7.3, so that small text may carry it. */
const harbour: MantineColorsTuple = [
  "#eaf6f8",
  "#d5ebef",
  "#a9d7e0",
  "#7bc3d1",
  "#54b0c2",
  "#2f97ac",
  "#177d93",
  "#0f5c6e",
  "#0b4a59",
  "#073640",
];

const fonts: Readonly<Record<"persian" | "latin", string>> = {
  persian: "Vazirmatn, 'Inter Variable', system-ui, sans-serif",
  latin: "'Inter Variable', Vazirmatn, system-ui, sans-serif",
};

/** The look of the console in a language; Persian is set a little larger, because its letters are smaller. */
export function themeOf(language: Language) {
  const family = language === "fa" ? fonts.persian : fonts.latin;
  return createTheme({
    primaryColor: "harbour",
    primaryShade: 7,
    colors: { harbour },
    fontFamily: family,
    fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', 'DejaVu Sans Mono', monospace",
    headings: { fontFamily: family, fontWeight: "650" },
    defaultRadius: "md",
    cursorType: "pointer",
    autoContrast: true,
    focusRing: "auto",
    fontSizes: { xs: "0.78rem", sm: "0.875rem", md: "0.95rem", lg: "1.08rem", xl: "1.22rem" },
    components: {
      Card: { defaultProps: { withBorder: true, padding: "lg", radius: "md" } },
      Badge: {
        defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 600 },
        // A word is never cut: where it is narrow, it breaks.
        styles: {
          root: { height: "auto", minHeight: "var(--badge-height)" },
          label: { whiteSpace: "normal", overflow: "visible" },
        },
      },
      Alert: { defaultProps: { variant: "light", radius: "md" } },
      Table: { defaultProps: { verticalSpacing: "sm", horizontalSpacing: "md" } },
      Anchor: { defaultProps: { underline: "always" } },
      Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 320 } },
      Notification: { defaultProps: { withCloseButton: false } },
      Modal: { defaultProps: { centered: true, radius: "md" } },
    },
  });
}

/** Mantine's dimmed text and the text of light badges are too pale for small sizes (WCAG AA wants 4.5). */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#4f5b66",
    "--mantine-color-placeholder": "#6b7680",
    "--mantine-color-error": "#b42318",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-anchor": "#0f5c6e",
    // Under the white words of a button that gives something up.
    "--mantine-color-red-filled": "#c92a2a",
    "--mantine-color-red-filled-hover": "#b42318",
    ...Object.fromEntries(
      ["gray", "green", "teal", "yellow", "orange", "red", "blue", "harbour"].map((color) => [
        `--mantine-color-${color}-light-color`,
        lightText[color] ?? "#1f2933",
      ]),
    ),
  },
  dark: {},
});

const lightText: Readonly<Record<string, string>> = {
  gray: "#3b4650",
  green: "#1a5d2b",
  teal: "#05604a",
  yellow: "#6b4a00",
  orange: "#8a3b00",
  red: "#9b1c13",
  blue: "#0b4f8a",
  harbour: "#0b4a59",
};
