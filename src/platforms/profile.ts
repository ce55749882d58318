/**
 * A profile describes a platform's web client as data. One JSON file a platform beside this file;
 * the schema below is the only code that knows its form.
 */
import * as v from 'valibot';

const isoDate = v.pipe(v.string(), v.isoDate());
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/));
/** Field path as the engine writes it: `8.100.4.text`, `message.body`, `url.room`. `*` is any run of characters. */
const fieldPath = v.pipe(v.string(), v.minLength(1));

/** Where a conversation's identity stands: a field of the payload, a group of the request's URL, or of the page's. */
const conversationSource = v.variant('from', [
  v.strictObject({
    from: v.literal('payload'),
    path: fieldPath,
    /** A regular expression with one group, matched against the value: cuts a resource off a JID. */
    pattern: v.optional(v.string()),
  }),
  /** A regular expression with one group, matched against the full URL of the request. */
  v.strictObject({ from: v.literal('request-url'), pattern: v.string() }),
  v.strictObject({ from: v.literal('page-url'), pattern: v.string() }),
  /**
   * The payload carries several conversations, and its fields do not tell which of them is open: they count as one,
   * apart from all others. For services that mix sealed and readable conversations.
   */
  v.strictObject({ from: v.literal('several') }),
]);

/** A value that tells apart what shares an address: the payload's field at `path` reads exactly one of `is`. */
const condition = v.strictObject({
  path: fieldPath,
  is: v.pipe(v.array(v.string()), v.minLength(1)),
});

/**
 * `message`, `edit` and `receive` carry what people wrote to each other. All others are no message: `typing` also
 * stands for drafts that leave before Send, `control` for acknowledgements, read marks, presence, settings,
 * heartbeats and handshakes.
 */
const role = v.picklist([
  'message',
  'receive',
  'typing',
  'edit',
  'media',
  'keys',
  'telemetry',
  'control',
]);

const requestRule = v.strictObject({
  id,
  channel: v.array(
    v.picklist(['fetch', 'xhr', 'websocket', 'beacon', 'eventsource', 'form', 'datachannel']),
  ),
  direction: v.picklist(['out', 'in']),
  method: v.optional(v.string()),
  /**
   * Glob over scheme, host, path and query: `https://im-api*.tiktok.com/v1/message/send*`. `*` is any run of
   * characters, in the host without `/`; a host that starts with `*.` means the bare domain too.
   */
  url: v.string(),
  role,
  /** The rule holds only for payloads whose anatomy has at least one of these paths. */
  has: v.optional(v.array(fieldPath)),
  /** The rule holds only for payloads that meet all of these conditions. */
  when: v.optional(v.array(condition), []),
  /** Where the text stands when it is readable. */
  text: v.optional(v.array(fieldPath), []),
  /** Where the ciphertext stands when it is sealed. */
  sealed: v.optional(v.array(fieldPath), []),
  /**
   * Fields known to be ids, signatures, public keys, or names that the service puts to people and rooms: last path
   * segments, or paths where they have a dot or an asterisk in them.
   */
  explained: v.optional(v.array(v.string()), []),
  conversation: v.optional(v.array(conversationSource), []),
});

const claim = v.strictObject({
  /** What the vendor documents of ordinary one-to-one chats on the web. */
  position: v.picklist(['e2ee-default', 'e2ee-optional', 'e2ee-partial', 'none', 'not-documented']),
  /** One or two sentences of our own. */
  text: v.pipe(v.string(), v.minLength(20)),
  source: v.pipe(v.string(), v.url()),
  /** Day on which the source was last read. */
  checked: isoDate,
});

/** What is widely published about the platform and no longer holds, or never did. */
const outdatedClaim = v.strictObject({
  /** What is said, and by whom, in our own words. */
  said: v.pipe(v.string(), v.minLength(20)),
  /** What holds instead. */
  holds: v.pipe(v.string(), v.minLength(20)),
  /** Where the second is documented. */
  source: v.pipe(v.string(), v.url()),
  checked: isoDate,
});

const expectation = v.strictObject({
  /** File name in test/fixtures/<id>/. */
  fixture: v.string(),
  verdict: v.picklist(['plaintext', 'tls-only', 'e2ee', 'inconclusive']),
});

export const profileSchema = v.strictObject({
  id,
  name: v.pipe(v.string(), v.minLength(1)),
  /** Match patterns of the pages. Empty: there is no web client. */
  pages: v.array(v.string()),
  /** Further hosts of the same service (globs over the host name): traffic to them is not third-party. */
  hosts: v.optional(v.array(v.string()), []),
  /** The protocol is also spoken by self-hosted services: its rules are tried on every site that the person adds. */
  selfHosted: v.optional(v.boolean(), false),
  requests: v.array(requestRule),
  conversation: v.optional(v.array(conversationSource), []),
  /** Who holds the keys when a message is sealed, where the vendor documents it: shown beside `e2ee`. */
  custody: v.optional(v.string()),
  /** Empty only where there is no vendor to document anything: `site`. */
  claims: v.array(claim),
  outdated: v.optional(v.array(outdatedClaim), []),
  expectations: v.array(expectation),
});

export type Profile = v.InferOutput<typeof profileSchema>;
export type RequestRule = Profile['requests'][number];
export type ConversationSource = Profile['conversation'][number];
export type Claim = Profile['claims'][number];
export type OutdatedClaim = Profile['outdated'][number];
