/** The form of a line of input: one recorded payload, or a line of Sealcheck's own export. */
import * as v from 'valibot';
import { exportHeaderSchema, exportObservationSchema } from '../export/export-schema.ts';
import type { ChannelKind, Direction } from '../messages/observation.ts';

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['out', 'out'],
  ['outgoing', 'out'],
  ['sent', 'out'],
  ['send', 'out'],
  ['request', 'out'],
  ['in', 'in'],
  ['incoming', 'in'],
  ['received', 'in'],
  ['receive', 'in'],
  ['response', 'in'],
  ['outbound', 'out'],
  ['inbound', 'in'],
]);

/** The extension's names of channels, and the names under which captures of other tools know them. */
const CHANNELS: ReadonlyMap<string, ChannelKind> = new Map([
  ['fetch', 'fetch'],
  ['http', 'fetch'],
  ['https', 'fetch'],
  ['grpc-web', 'fetch'],
  ['xhr', 'xhr'],
  ['xmlhttprequest', 'xhr'],
  ['websocket', 'websocket'],
  ['ws', 'websocket'],
  ['wss', 'websocket'],
  ['beacon', 'beacon'],
  ['sendbeacon', 'beacon'],
  ['eventsource', 'eventsource'],
  ['sse', 'eventsource'],
  ['form', 'form'],
  ['datachannel', 'datachannel'],
  ['rtcdatachannel', 'datachannel'],
  ['webrtc', 'datachannel'],
  ['webtransport', 'webtransport'],
  ['worker', 'worker'],
  ['sharedworker', 'sharedworker'],
  ['serviceworker', 'serviceworker'],
]);

const listOf = (words: ReadonlyMap<string, unknown>) => [...words.keys()].join(', ');
const base64 = /^[\w+/-]*={0,2}$/;

const recordSchema = v.object({
  id: v.union(
    [v.string(), v.number()],
    'needs an "id": a text or a number that names the payload in the answer',
  ),
  platform: v.nullish(v.string('"platform" must be a text')),
  transport: v.pipe(
    v.string(`needs a "transport": one of ${listOf(CHANNELS)}`),
    v.transform((word) => CHANNELS.get(word.toLowerCase())),
    v.custom<ChannelKind>(
      (channel) => channel !== undefined,
      `"transport" must be one of ${listOf(CHANNELS)}`,
    ),
  ),
  url: v.pipe(
    v.string('needs a "url": the address of the request or of the socket'),
    v.check((text) => URL.canParse(text), '"url" must be a whole address, with scheme and host'),
  ),
  secure: v.nullish(v.boolean('"secure" must be true or false')),
  direction: v.pipe(
    v.string('needs a "direction": "out" or "in"'),
    v.transform((word) => DIRECTIONS.get(word.toLowerCase())),
    v.custom<Direction>(
      (direction) => direction !== undefined,
      '"direction" must be "out" or "in"',
    ),
  ),
  method: v.nullish(v.string('"method" must be a text')),
  contentType: v.nullish(v.string('"contentType" must be a text')),
  protocol: v.nullish(v.string('"protocol" must be a text')),
  bytes_b64: v.pipe(
    v.string('needs "bytes_b64": the payload in base64; "" for an empty one'),
    v.check(
      (text) => base64.test(text.trimEnd()),
      '"bytes_b64" is not base64 (RFC 4648, §4 or §5, in one line)',
    ),
  ),
  conn: v.nullish(v.union([v.string(), v.number()], '"conn" must be a text or a number')),
  seq: v.nullish(v.number('"seq" must be a number')),
  drafts: v.nullish(v.array(v.string(), '"drafts" must be a list of texts')),
});

/** One recorded payload, with its words made the extension's own. */
export type PayloadRecord = v.InferOutput<typeof recordSchema>;
export type ExportedObservation = v.InferOutput<typeof exportObservationSchema>;

export type Line =
  | { kind: 'payload'; record: PayloadRecord }
  | { kind: 'observation'; observation: ExportedObservation }
  /** The first line of an export: nothing to judge. */
  | { kind: 'header' };

/** What is wrong with a line, and what to do; never the line itself. */
export class LineError extends Error {
  override readonly name = 'LineError';
  /** The line's id, where one could be read. */
  readonly id: string | number | undefined;

  constructor(message: string, id?: string | number) {
    super(message);
    this.id = id;
  }
}

/** @throws LineError where the text is no JSON or not of a known form */
export function parseLine(text: string): Line {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LineError('a line must hold one JSON object');
  }
  if ('schema' in value) return parseExported(value);
  const parsed = v.safeParse(recordSchema, value, { abortEarly: true });
  if (parsed.success) return { kind: 'payload', record: parsed.output };
  throw new LineError(messageOf(parsed.issues[0], value), idOf(value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LineError('not JSON: each line must hold one JSON object (NDJSON)');
  }
}

function parseExported(value: object): Line {
  if (v.is(exportHeaderSchema, value)) return { kind: 'header' };
  const parsed = v.safeParse(exportObservationSchema, value, { abortEarly: true });
  if (parsed.success) return { kind: 'observation', observation: parsed.output };
  const { schema } = value as { schema?: unknown };
  throw new LineError(
    `a line with a "schema" must be one of Sealcheck's own export (sealcheck/export@1 or sealcheck/observation@1); this one ${
      typeof schema === 'string' && schema.startsWith('sealcheck/')
        ? `has a wrong field: ${v.getDotPath(parsed.issues[0]) ?? 'unknown'}`
        : 'is another'
    }`,
    idOf(value),
  );
}

function messageOf(issue: v.BaseIssue<unknown>, value: object): string {
  const field = String(issue.path?.[0]?.key ?? '');
  if (!(field in value)) return `a payload ${MISSING.get(field) ?? `needs "${field}"`}`;
  return issue.message;
}

const MISSING: ReadonlyMap<string, string> = new Map([
  ['id', 'needs an "id": a text or a number that names it in the answer'],
  ['transport', `needs a "transport": one of ${listOf(CHANNELS)}`],
  ['url', 'needs a "url": the address of the request or of the socket'],
  ['direction', 'needs a "direction": "out" or "in"'],
  ['bytes_b64', 'needs "bytes_b64": its bytes in base64; "" for none'],
]);

function idOf(value: object): string | number | undefined {
  const { id } = value as { id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}
