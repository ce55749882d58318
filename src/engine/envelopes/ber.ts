/** Elements of BER (ITU-T X.690 §8), as much as certificates and CMS are written in: tags of one byte. */
export interface BerElement {
  /** Class, constructed bit and number in one byte. */
  tag: number;
  content: Uint8Array;
  /** Position behind the element. */
  end: number;
}

const MAX_NESTING = 24;

/** The element at `start`, or undefined where the bytes are none. */
export function berElement(bytes: Uint8Array, start: number, nesting = 0): BerElement | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || (tag & 31) === 31) return undefined;
  if (first === 0x80) return indefinite(bytes, start, nesting);
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (more > 4) return undefined;
  let length = more === 0 ? first : 0;
  for (let at = 0; at < more; at += 1) length = length * 256 + (bytes[start + 2 + at] ?? 0);
  const from = start + 2 + more;
  const end = from + length;
  return end <= bytes.length ? { tag, content: bytes.subarray(from, end), end } : undefined;
}

/** Elements that fill the bytes, or undefined. */
export function berElements(bytes: Uint8Array): BerElement[] | undefined {
  const elements: BerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = berElement(bytes, at);
    if (element === undefined) return undefined;
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/** Without a length the content goes on to two zero bytes, past whole elements (§8.1.3.6). */
function indefinite(bytes: Uint8Array, start: number, nesting: number): BerElement | undefined {
  const tag = bytes[start] ?? 0;
  if ((tag & 0x20) === 0 || nesting > MAX_NESTING) return undefined;
  for (let at = start + 2; ; ) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) {
      return { tag, content: bytes.subarray(start + 2, at), end: at + 2 };
    }
    const inner = berElement(bytes, at, nesting + 1);
    if (inner === undefined) return undefined;
    at = inner.end;
  }
}
