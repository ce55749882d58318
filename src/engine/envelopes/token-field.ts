/**
 * Names of fields that carry credentials. What is encrypted there is a ticket that a server wrote for itself or for
 * another server: never a message between people, whatever its form.
 */
const TOKEN_WORDS: ReadonlySet<string> = new Set(
  'token tokens jwt jwe session sessionid sid auth authorization authentication authenticated bearer credential credentials cookie cookies ticket assertion grant oauth sso saml csrf xsrf captcha attestation challenge cursor continuation etag login logout signin refresh'.split(
    ' ',
  ),
);

/** True for `token`, `id_token`, `accessToken`, `x-csrf-token`, `sessionTicket` … */
export function isTokenField(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => TOKEN_WORDS.has(word) || /(?:token|ticket|jwt|cookie)$/.test(word));
}
