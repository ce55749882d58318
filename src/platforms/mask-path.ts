/**
 * Takes what may name a person, a room or a message out of a URL's path. Only what is plainly a word of an API
 * stays; everything else becomes `{}`.
 */

/** Words joined by `-` or `_`: `messages`, `xmpp-websocket`, `_matrix`. */
const word = /^_?[a-z]{1,24}([-_][a-z]{1,24}){0,3}$/;
/** `v3`, `r0`, `1.1`. */
const version = /^([rv]\d{1,3}|\d\.\d)$/;
/** Event types of the Matrix specification. */
const matrixType = /^m\.[a-z]{1,16}(\.[a-z]{1,16}){0,2}$/;
/** File names of scripts and API calls. */
const fileName = /^[a-z_]{1,24}\d?\.(json|php|js|html)$/;
/** A number that happens to have no digits. */
const hexadecimal = /^[a-f]{8,}$/;
const longest = 32;

/** After these a name follows: `/users/alice`, `/chat/alice`. */
const announcing = new Set(
  'user users u profile profiles people member members contact contacts room rooms channel channels chat chats dm dms with account accounts team teams group groups conversation conversations thread threads workspace org inbox messages direct t c r i'.split(
    ' ',
  ),
);

/** Words that stay even there, because they name an action and not somebody. */
const actions = new Set(
  'send messages message typing edit upload media status search list create join leave state read history settings sync recall delete events receipt api graphql websocket socket ws me'.split(
    ' ',
  ),
);

/** @param path a URL's path, percent-encoded as the URL class gives it */
export function maskPath(path: string): string {
  let before = '';
  return path
    .split('/')
    .map((segment) => {
      const kept = segment === '' || isPlain(segment, before);
      before = kept ? segment : '';
      return kept ? segment : '{}';
    })
    .join('/');
}

function isPlain(segment: string, before: string): boolean {
  if (segment.length > longest) return false;
  if (hexadecimal.test(segment)) return false;
  if ([version, matrixType, fileName].some((form) => form.test(segment))) return true;
  if (announcing.has(before)) return actions.has(segment);
  return word.test(segment);
}
