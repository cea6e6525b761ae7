const digits = /[۰-۹٠-٩]/gu;

/** A sender as somebody wrote it down, so that spellings of the same sender are the same. */
export const tidySender = (sender: string, callingCode: string): string => {
  const western = sender
    .normalize("NFKC")
    .replaceAll(digits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  if (/\p{L}/u.test(western)) return western.trim().toUpperCase();
  const bare = western.replaceAll(/\D/gu, "");
  const national = bare.replace(new RegExp(`^(?:00)?${callingCode}`, "u"), "");
  return (national.length >= 4 ? national : bare).replace(/^0+/u, "");
};
