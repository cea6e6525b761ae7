/** What Latin-1 has, without its control characters: fewer characters than GSM's alphabet in Greek and the euro sign. */
const OUTSIDE = /[^\n\r\f\u0020-\u007E\u00A0-\u00FF]/u;

/** Whether every character of a text has its octet in Latin-1 [ISO/IEC 8859-1]. */
export const fitsLatin1 = (text: string): boolean => !OUTSIDE.test(text);
