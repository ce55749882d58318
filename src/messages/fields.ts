/** Fields that several schemas share, each with its longest form. */
import * as v from 'valibot';

/** Field path as the engine writes it. Names in it are the payload's own, so anything may stand there. */
export const fieldPath = v.pipe(v.string(), v.maxLength(4_096));
/** Id of one of our decoders, envelopes, rules or tests. */
export const ownId = v.pipe(
  v.string(),
  v.maxLength(80),
  v.regex(/^[a-zA-Z0-9][a-zA-Z0-9._+/:-]*$/),
);
/** Host with port, as in `URL.host`; '' where only the browser knows. */
export const host = v.pipe(v.string(), v.maxLength(300), v.regex(/^[^\s/?#@]*$/));
/** Keyed hash, hex. */
export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{32,64}$/));
/** Bytes, or a count. */
export const amount = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(Number.MAX_SAFE_INTEGER),
);
/** Milliseconds since the epoch, until the year 2200. */
export const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(7.3e12));
/** Bits per byte. */
export const bits = v.pipe(v.number(), v.minValue(0), v.maxValue(8));
