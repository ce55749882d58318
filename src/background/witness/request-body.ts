/** What the browser tells of a request's body, made into bytes. */
import type { SeenBody } from '../../browser/web-request.ts';
import type { Unseen } from '../../messages/observation.ts';

/** Bytes of a body that are handed on; a larger one is only counted. */
export const MOST_HANDED_ON = 1_048_576;
/** Firefox gives no more than the first 16 MiB of a body. */
const FIREFOX_GIVES = 16_777_216;

export interface RequestBody {
  bytes?: Uint8Array;
  /** Bytes; -1: not known. */
  size: number;
  contentType: string;
  unseen?: Unseen;
}

/** Undefined for a request without a body, or with an empty one. */
export function requestBody(seen: SeenBody | null | undefined): RequestBody | undefined {
  if (seen === undefined || seen === null) return undefined;
  if (seen.formData !== undefined) return fromForm(seen.formData);
  const pieces = seen.raw;
  if (pieces === undefined) return { size: -1, contentType: '', unseen: 'unreadable-object' };
  const parts = pieces.flatMap(({ bytes }) => (bytes === undefined ? [] : [new Uint8Array(bytes)]));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = parts.length === pieces.length && length < FIREFOX_GIVES;
  if (whole && length === 0) return undefined;
  const size = whole ? length : -1;
  if (length > MOST_HANDED_ON) return { size, contentType: '', unseen: 'too-large' };
  return {
    bytes: joined(parts, length),
    size,
    contentType: '',
    ...(whole ? {} : { unseen: 'unreadable-object' as const }),
  };
}

/** The fields as a URL-encoded form would have them: how the page wrote them is not told, so the size is not known. */
function fromForm(fields: NonNullable<SeenBody['formData']>): RequestBody {
  const form = new URLSearchParams();
  let binary = false;
  for (const [name, values] of Object.entries(fields)) {
    for (const value of values) {
      if (typeof value === 'string') form.append(name, value);
      else binary = true;
    }
  }
  const bytes = new TextEncoder().encode(form.toString());
  const contentType = 'application/x-www-form-urlencoded';
  if (bytes.length > MOST_HANDED_ON) return { size: -1, contentType, unseen: 'too-large' };
  return { bytes, size: -1, contentType, ...(binary ? { unseen: 'unreadable-object' } : {}) };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
