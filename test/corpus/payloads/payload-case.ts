/** One labelled payload of the corpus, and the table that the families are written in. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { seededBytes } from '../seeded-bytes.ts';
import type { MessageSample } from './message-samples.ts';

/** What `sealcheck classify` may answer. */
export type Answer = 'plaintext' | 'tls-only' | 'e2ee' | 'inconclusive' | 'not-a-message';

/**
 * `readable`: the text can be read out of the bytes. `sealed`: a real end-to-end envelope. `opaque`: sealed between
 * client and server, or by nobody knows whom. `trap`: looks like something that it is not. `other`: no message.
 */
export type Truth = 'readable' | 'sealed' | 'opaque' | 'trap' | 'other';

export type Bytes = (size: number) => Uint8Array;

/** The wire facts of a payload, as the lines that `sealcheck classify` reads, but with the bytes as such. */
export interface PayloadRecord {
  platform?: string;
  transport: 'fetch' | 'xhr' | 'websocket' | 'beacon' | 'eventsource' | 'datachannel';
  url: string;
  secure?: boolean;
  direction: 'out' | 'in';
  contentType?: string;
  bytes: Uint8Array;
  /** Ties the frames of one socket together, in the order of `seq`. */
  conn?: string;
  seq?: number;
  drafts?: string[];
}

/** A payload without its identity: what a family's `make` returns. */
export type Made = Omit<PayloadRecord, 'drafts' | 'bytes' | 'conn' | 'seq'> & {
  bytes: Uint8Array | string;
};

/** Payloads of one form; the samples differ in language and length. */
export interface Form {
  /** Names the form in ids and tables: `readable/discord-json`. The first part is its family. */
  name: string;
  truth: Truth;
  /** What is right to say. */
  expected: Answer;
  /** What else may honestly be said of this payload alone. */
  allowed?: readonly Answer[];
  /** What the bytes follow. */
  protocol: string;
  /** Packages and Node modules that made the bytes. */
  made: readonly string[];
  /** Name of the form that is nearly the same and of another class. */
  twin: string;
  /** How many samples; each form takes them from the start of the same list. */
  count: number;
  /** Largest text, in UTF-8 bytes, that the form is given. */
  atMost?: number;
  /** Smallest text, in UTF-8 bytes, that the form is given. */
  atLeast?: number;
  /**
   * Whether the text that the person typed is known. Without a word here, for every second sample; `when-short` also
   * for texts that nobody could tell from any other value otherwise.
   */
  drafts?: 'always' | 'when-short';
  /** One payload, or the frames of one socket, each of which has the form's truth. */
  make(
    sample: MessageSample,
    random: Bytes,
    index: number,
  ): Made | readonly Made[] | Promise<Made | readonly Made[]>;
}

export interface PayloadCase {
  /** `readable/discord-json/17`: form and number of the sample. */
  id: string;
  form: string;
  truth: Truth;
  expected: Answer;
  allowed: readonly Answer[];
  protocol: string;
  /** `package@version`, in the order of use. */
  source: readonly string[];
  twin: string;
  language: string;
  record: PayloadRecord;
}

/** UTF-8 bytes. */
const SHORT = 20;

const require = createRequire(import.meta.url);

/** A package without type declarations. */
export function load<T>(name: string): T {
  return require(name) as T;
}

const versions = new Map<string, string>();

/** `name@version` of an installed package, read from its package.json; Node's own modules carry Node's version. */
export function versioned(name: string): string {
  if (name.startsWith('node:')) return `${name}@${process.versions.node}`;
  if (name === 'undici') return `undici@${process.versions.undici}`;
  const known = versions.get(name);
  if (known !== undefined) return known;
  const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  versions.set(name, `${name}@${version}`);
  return `${name}@${version}`;
}

/** 32-bit FNV-1a: a seed for each form, whatever other forms there are. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const sign of Buffer.from(name)) hash = Math.imul(hash ^ sign, 0x01000193) >>> 0;
  return hash;
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const join = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));

/** Samples that a form takes. */
export function samplesFor(
  { count, atMost = 8192, atLeast = 0 }: Form,
  samples: readonly MessageSample[],
): MessageSample[] {
  const fitting = samples.filter(({ size }) => size <= atMost && size >= atLeast);
  return fitting.slice(0, count);
}

/** Payloads of a form, in order. @param every n for every n-th of them */
export async function* casesOf(
  form: Form,
  samples: readonly MessageSample[],
  every: number,
): AsyncGenerator<PayloadCase> {
  for (const [index, sample] of samplesFor(form, samples).entries()) {
    if ((index + seedOf(form.name)) % every !== 0) continue;
    const random = seededBytes(seedOf(`${form.name}/${index}`));
    const made = await form.make(sample, random, index);
    const knows =
      index % 2 === 0 ||
      form.drafts === 'always' ||
      (form.drafts === 'when-short' && sample.size < SHORT);
    if (!('length' in made))
      yield caseOf(form, String(index), sample, recordOf(made, knows, sample));
    else {
      for (const [seq, one] of made.entries()) {
        const record = { ...recordOf(one, knows, sample), conn: `${form.name}/${index}`, seq };
        yield caseOf(form, `${index}.${seq}`, sample, record);
      }
    }
  }
}

function recordOf(
  { bytes, ...made }: Made,
  knows: boolean,
  { text }: MessageSample,
): PayloadRecord {
  return {
    ...made,
    bytes: typeof bytes === 'string' ? utf8(bytes) : bytes,
    ...(knows && made.direction === 'out' ? { drafts: [text] } : {}),
  };
}

function caseOf(
  form: Form,
  number: string,
  { language }: MessageSample,
  record: PayloadRecord,
): PayloadCase {
  return {
    id: `${form.name}/${number}`,
    form: form.name,
    truth: form.truth,
    expected: form.expected,
    allowed: [form.expected, ...(form.allowed ?? [])],
    protocol: form.protocol,
    source: form.made.map(versioned),
    twin: form.twin,
    language,
    record,
  };
}
