/**
 * STOMP frames (stomp.github.io, "STOMP Protocol Specification, Version 1.2"), one or several, with the line feeds of
 * heartbeats between them: command, headers, an empty line, the body and a NUL. Paths: `SEND.body`,
 * `SEND@destination`.
 */
import { Content } from '../content.ts';
import { keySegment } from '../field-path.ts';
import type { Decoder, Piece } from './decoder.ts';

const COMMANDS: ReadonlySet<string> = new Set(
  'CONNECT STOMP CONNECTED SEND SUBSCRIBE UNSUBSCRIBE ACK NACK BEGIN COMMIT ABORT DISCONNECT MESSAGE RECEIPT ERROR'.split(
    ' ',
  ),
);
const MAX_HEAD = 8192;
/** UNSUBSCRIBE behind a few heartbeats. */
const LONGEST_LINE = 24;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', c: ':', '\\': '\\' };

export const stomp: Decoder = {
  id: 'stomp',
  opens: (first) => first === 10 || first === 13 || (first >= 0x41 && first <= 0x5a),
  fit(content) {
    return opensFrame(content) ? 0.95 : -1;
  },
  decode({ bytes }, context, budget) {
    const pieces: Piece[] = [];
    for (let at = skipLineEnds(bytes, 0); at < bytes.length; at = skipLineEnds(bytes, at)) {
      const frame = readFrame(bytes, at);
      if (frame === undefined) return undefined;
      const { command, headers, body } = frame;
      for (const [name, value] of headers) {
        const segment = `${command}@${keySegment(name, context.knownTexts)}`;
        pieces.push({ segment, content: new Content(value) });
      }
      if (body.length > 0) {
        const contentType = headers.get('content-type')?.toLowerCase() ?? '';
        pieces.push({ segment: `${command}.body`, content: new Content(body), contentType });
      }
      at = frame.end;
    }
    const kept = pieces.slice(0, budget.leavesLeft);
    const omitted = pieces.length - kept.length;
    return omitted > 0 ? { pieces: kept, omitted } : { pieces: kept };
  },
};

interface Frame {
  command: string;
  headers: Map<string, string>;
  body: Uint8Array;
  /** Offset behind the NUL. */
  end: number;
}

function readFrame(bytes: Uint8Array, start: number): Frame | undefined {
  const headers = new Map<string, string>();
  let command: string | undefined;
  let at = start;
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0 || end - start > MAX_HEAD) return undefined;
    const line = new Content(bytes.subarray(at, end)).text?.replace(/\r$/, '');
    at = end + 1;
    if (line === undefined) return undefined;
    if (command === undefined) {
      if (!COMMANDS.has(line)) return undefined;
      command = line;
    } else if (line === '') break;
    else {
      const colon = line.indexOf(':');
      if (colon < 1) return undefined;
      const name = unescapeHeader(line.slice(0, colon));
      // Of a repeated header the first counts.
      if (!headers.has(name)) headers.set(name, unescapeHeader(line.slice(colon + 1)));
    }
  }
  const length = bodyLength(bytes, at, headers.get('content-length'));
  if (length === undefined) return undefined;
  return { command, headers, body: bytes.subarray(at, at + length), end: at + length + 1 };
}

function bodyLength(
  bytes: Uint8Array,
  at: number,
  declared: string | undefined,
): number | undefined {
  if (declared === undefined) {
    const end = bytes.indexOf(0, at);
    return end < 0 ? undefined : end - at;
  }
  const length = /^\d{1,9}$/.test(declared) ? Number(declared) : -1;
  return length >= 0 && bytes[at + length] === 0 ? length : undefined;
}

function unescapeHeader(text: string): string {
  return text.replace(/\\([nrc\\])/g, (_, letter: string) => ESCAPES[letter] ?? '');
}

function skipLineEnds(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN) at += 1;
  return at;
}

/** True when a command stands in the first line: decided on few characters, since this runs on every leaf. */
function opensFrame(content: Content): boolean {
  let start = 0;
  while (isLineEnd(codeAt(content, start))) start += 1;
  let end = start;
  while (isCapital(codeAt(content, end))) end += 1;
  if (end === start) return false;
  const behind = codeAt(content, end) === CARRIAGE_RETURN ? end + 1 : end;
  if (codeAt(content, behind) !== LINE_FEED) return false;
  let command = '';
  for (let at = start; at < end; at += 1) command += String.fromCharCode(codeAt(content, at));
  return COMMANDS.has(command);
}

/** Of the first line's characters; 0 behind them. */
function codeAt(content: Content, at: number): number {
  if (at >= LONGEST_LINE) return 0;
  return content.isString ? (content.text?.charCodeAt(at) ?? 0) : (content.bytes[at] ?? 0);
}

function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}
