/** Host of the site a company names, as written with or without scheme; undefined when it is no site. */
export function siteHost(written: string | null): string | undefined {
  const text = written?.trim() ?? "";
  if (text === "" || /\s/u.test(text)) return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `https://${text}`;
  if (!/^https?:/iu.test(address)) return undefined;
  return domainName(address);
}

/** Domain of an e-mail address, lower case; undefined when the text is no address. */
export function mailDomain(written: string): string | undefined {
  const parts = /^[^\s@]{1,64}@([^\s@/:?#]{1,253})$/u.exec(written.trim());
  return parts?.[1] === undefined ? undefined : domainName(`https://${parts[1]}`);
}

/** Whether a mail domain is one of the domains named, or below it. */
export function isAmong(domain: string, named: readonly string[]): boolean {
  return named.some((known) => domain === known || domain.endsWith(`.${known}`));
}

/**
 * E-mail and site agree when the mail domain is the site's host without `www`, or a parent of it
 * [ir.md §4, interpretation].
 */
export function agrees(domain: string, host: string): boolean {
  const bare = host.replace(/^www\./u, "");
  return bare === domain || bare.endsWith(`.${domain}`);
}

/** A dotted name with letters in its last label: an address of numbers is nobody's own site. */
function domainName(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const host = new URL(address).hostname.replace(/\.$/u, "");
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/u.test(host)
    ? host
    : undefined;
}
