/** A site that a person typed: its origin, or a sentence that says what is wrong with it. */
export type SiteAddress = { origin: string } | { problem: string };

/**
 * Reads an address as a person types it: `chat.example`, `http://10.0.0.5:8065/team`. Without a scheme https is
 * meant. Only the origin is kept.
 */
export function siteAddress(typed: string): SiteAddress {
  const text = typed.trim();
  if (text === '') return { problem: 'Type the address of the messenger first.' };
  if (text.includes('*')) {
    return { problem: 'Name one site, without *. You can add as many as you like.' };
  }
  // `localhost:8080` would read as a scheme: a port is digits to the end or to a path.
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.test(text);
  let url: URL;
  try {
    url = new URL(hasScheme ? text : `https://${text}`);
  } catch {
    return { problem: 'This is not an address. It should look like https://chat.example.' };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { problem: `Only http and https sites can be checked, not ${url.protocol}//.` };
  }
  if (url.username || url.password) {
    return { problem: 'Leave out the user name and password: only the site’s address is needed.' };
  }
  if (
    !url.hostname.includes('.') &&
    !url.hostname.startsWith('[') &&
    url.hostname !== 'localhost'
  ) {
    if (!hasScheme) {
      return {
        problem: `Write http://${url.hostname} or https://${url.hostname} if you mean a host in your own network.`,
      };
    }
  }
  return { origin: url.origin };
}
