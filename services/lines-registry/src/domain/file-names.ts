import { customerListCode, formCode } from "./document-codes.js";

/**
 * Name of a file as it is filed: list and form scan are called after the service number
 * [000 · Conversion notes].
 * @param extension without dot, e.g. "xlsx"
 */
export function fileName(lineNumber: string, extension: string): string {
  return `${lineNumber}.${extension}`;
}

/**
 * Names of all papers of an application by document code. Papers for which no name is printed carry
 * their code behind the number, so that two images never share a name (interpretation).
 */
export function fileNames(
  lineNumber: string,
  extensions: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(extensions).map(([code, extension]) => {
      const isPrinted = code === customerListCode || code === formCode;
      return [code, fileName(isPrinted ? lineNumber : `${lineNumber}-${code}`, extension)];
    }),
  );
}
