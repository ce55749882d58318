/**
 * Field paths. A path names the place of a value, never its content:
 * - segments are joined by `.`; `[]` (all elements of a list), `[1]` (second of a tuple) and `@name` (attribute)
 *   are joined without one: `8.100.4.text`, `messages[].body`, `[1].text`, `message@to`;
 * - layers that only wrap (base64, gzip, percent escapes …) add nothing;
 * - keys that may be content are written `{}`, see `keySegment`;
 * - a path grows no further once it is longer than 1000 characters.
 */
export function joinPath(path: string, segment: string): string {
  if (segment === '' || path === '') return path + segment;
  if (path.length > MAX_LENGTH) return path;
  const first = segment.charCodeAt(0);
  return first === 0x5b || first === 0x40 ? path + segment : `${path}.${segment}`;
}

/** The last name of a path, without list brackets: `key` for `recipients[].key`, `to` for `message@to`. */
export function lastName(path: string): string {
  const bare = path.endsWith(']') ? path.replace(/(\[\d*\])+$/, '') : path;
  let start = bare.length;
  while (start > 0 && !endsName(bare.charCodeAt(start - 1))) start -= 1;
  return start === 0 ? bare : bare.slice(start);
}

/** A path that was met before, with its last name and the paths below: payloads of one client have the same few. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly below: Map<string, Place>;
}

const MAX_PLACES = 4000;
let places = 0;
const root: Place = { path: '', name: '', below: new Map() };

export function rootPlace(): Place {
  return root;
}

/** The place of a segment, which was masked before where it may be content. */
export function placeBelow(place: Place, segment: string): Place {
  let below = place.below.get(segment);
  if (below === undefined) {
    const path = joinPath(place.path, segment);
    below = { path, name: lastName(path), below: new Map() };
    if (places < MAX_PLACES) {
      places += 1;
      place.below.set(segment, below);
    }
  }
  return below;
}

/** `.`, `@` and `]`. */
function endsName(code: number): boolean {
  return code === 0x2e || code === 0x40 || code === 0x5d;
}

const MAX_LENGTH = 1000;
const PLAIN_NAME = /^[@$]?[A-Za-z_][A-Za-z0-9_$.:-]{0,63}$/;
const SMALL_NUMBER = /^\d{1,5}$/;
const ID_LIKE = /\d{6}|[0-9a-f]{8}-[0-9a-f]{4}-|[0-9A-Fa-f]{16}/;
/** Domain names, user ids and addresses: `example.org`, `@alice:example.org`. */
const ADDRESS_LIKE = /@.+[.:]|^@.*:/;
const RANDOM_LENGTH = 20;
const SEPARATORS = /[_.$:-]/g;
/** Names that were looked at before: the same few in every payload. Nothing that was masked is kept. */
const fieldNames = new Set<string>();
const MAX_REMEMBERED = 2000;

/**
 * A key of an object as a path segment. A key that is not plainly the name of a field (a person's name, an id, an
 * address, anything random or long, or one of the texts that we look for) becomes `{}`.
 */
export function keySegment(key: string, knownTexts: readonly string[] = []): string {
  if (!fieldNames.has(key)) {
    if (!isFieldName(key)) return '{}';
    if (fieldNames.size < MAX_REMEMBERED) fieldNames.add(key);
  }
  for (const text of knownTexts) if (holdsText(key, text)) return '{}';
  return key;
}

function isFieldName(key: string): boolean {
  if (SMALL_NUMBER.test(key)) return true;
  if (!PLAIN_NAME.test(key) || ID_LIKE.test(key) || ADDRESS_LIKE.test(key)) return false;
  return key.length < RANDOM_LENGTH || !looksRandom(key);
}

/** Mixed case and digits, changing kind too often for words. Separators join words and are no change. */
function looksRandom(key: string): boolean {
  let changes = 0;
  let before = 0;
  for (const character of key.replace(SEPARATORS, '')) {
    const kind = /[a-z]/.test(character) ? 1 : /[A-Z]/.test(character) ? 2 : 3;
    // Upper to lower is how camel case goes on; it is no sign of chance.
    if (before !== 0 && kind !== before && !(before === 2 && kind === 1)) changes += 1;
    before = kind;
  }
  return changes * 4 > key.length;
}

function holdsText(key: string, text: string): boolean {
  const folded = text.trim().toLowerCase();
  if (folded === '') return false;
  const name = key.toLowerCase();
  return name === folded || (folded.length >= 6 && name.includes(folded));
}
