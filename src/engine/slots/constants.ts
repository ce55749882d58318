/**
 * Every number that the evidence of a slot depends on, with its reason. `engine note` is the measured study that this
 * engine builds on; figures marked "here" come from `slot.test.ts` and test/corpus/slots.test.ts.
 */

/** Bytes at a body's start and end that have predictors of their own: headers and trailers (engine note §5.3). */
export const HEAD = 24;
export const TAIL = 4;
/** The predictors of places learn from this many bodies and then rest: by then they have decided, and counts fit a byte. */
export const LEARNED_BODIES = 64;
/** Prior count of each byte value at one place: 1/32, since a header's byte has one or a few values (engine note §5.3). */
export const PLACE_PRIOR = 1 / 32;
/** Shares of a place's wager: nothing, its byte, its bits. Most places of most formats look uniform. */
export const PLACE_SHARES = { none: 0.9, byte: 0.05, bits: 0.05 } as const;
/** Prior counts of the pooled byte predictors: from "few values" to "a slight lean"; an average of all needs no choice. */
export const POOL_PRIORS = [1 / 32, 1 / 4, 1, 4] as const;
/** Bytes of one body that the pooled predictors read: enough for any message, and a bound on the time. */
export const POOLED_BYTES = 512;

/** Evidence against uniform bytes that rejects: under uniform bytes it is ever reached once in a million slots (Ville, 1939). */
export const REJECTED = 1e6;
/** Above this a slot is no longer called consistent: true ciphertext gets there in at most one slot of ten. */
export const DOUBTED = 10;
/** Fewer bodies or bytes say nothing in favour: by 20 bodies every whole-message codec was rejected (engine note §5.3). */
export const MIN_BODIES = 20;
export const MIN_BYTES = 4096;

/** One 4-byte sequence in four is remembered, the same ones in every body: a quarter of the memory, the same finding. */
export const GRAM_SHARE = 4;
export const MAX_GRAMS = 2048;
/** Shared sequences reject when uniform bytes would have so many once in a billion looks: looking often is allowed for. */
export const SHARED_GRAMS_LIMIT = 1e-9;
/** Bodies without a shared sequence that count in favour (engine note §5.3: AES-GCM has none in 50). */
export const MIN_UNSHARED_BODIES = 50;

/** Hashes of the last bodies: a window, since tokens repeat soon. */
export const MAX_REPEAT_HASHES = 256;
/** The same payload so often is one message still: clients try again, and give a Nostr event to many relays. */
export const MOST_DELIVERIES = 16;
/** Bodies of one length that make it a fixed length. */
export const MIN_FIXED = 5;

/** Lengths of texts that are remembered with the lengths of their bodies. */
export const MAX_LENGTHS = 64;
/** Length law: different text lengths seen, and how far they must lie apart to mean anything. */
export const MIN_LENGTHS = 4;
export const MIN_LENGTH_SPREAD = 32;
/** Padding to blocks of 16 and a varying counter or two: a body may be off the line by so much. */
export const LENGTH_SLACK = 32;

/** Correlation between looks at one source: the largest but one of those measured (0.11 deflate … 0.81 WebP, engine note §5.3). */
export const CORRELATION = 0.4;

/** The log-odds ledger, in bits (engine note §5.3, rule 3). What speaks against is never capped. */
export const LEDGER = {
  /** The e-process stayed below DOUBTED over enough bodies. */
  'uniform-over-bodies': 4,
  /** No sequence shared over MIN_UNSHARED_BODIES. */
  'nothing-shared': 2,
  /** Bodies of at least 128 bytes that passed every test. */
  'large-bodies': 3,
  'not-uniform': -10,
  'sequences-shared': -10,
  'body-repeats': -6,
  'length-fixed': -2,
  'length-ignores-text': -4,
} as const;
/** Statistics alone never say more than this: range-coded data and tokens pass them all. */
export const STATISTICS_CAP = 9;
/** Least bytes of a body for `large-bodies`. */
export const LARGE_BODY = 128;

/** From so many repeats on, a slot's other bodies are in doubt too: one or two may be a client that tries again. */
export const MIN_REPEATS = 3;
/** Slots that are kept at a time, the ones used last: some 140 KB each when full, see docs/method/slots.md. */
export const MAX_SLOTS = 64;
/** Bodies of one payload that are added: an answer may bring thousands, and these decide. */
export const MOST_BODIES = 64;
