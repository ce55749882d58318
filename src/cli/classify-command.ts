/** `sealcheck classify`: NDJSON in, NDJSON out, line by line. */

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { type Classified, Classifier } from './classifier.ts';
import { connectionKey, isFramed } from './connections.ts';
import { InSequence, type Numbered } from './in-sequence.ts';
import { linesOf, type TextLine } from './lines.ts';
import { LineError, type PayloadRecord, parseLine } from './record.ts';

export interface Streams {
  input: Readable;
  output: Writable;
  /** Messages for people. */
  messages: Writable & { isTTY?: boolean };
}

export interface Outcome {
  read: number;
  /** Lines that could not be judged. */
  wrong: number;
}

/** What stands in the output for a line that could not be judged. */
interface WrongLine {
  id?: string | number;
  line: number;
  error: string;
}

/** Milliseconds between two looks at the progress. */
const PROGRESS_EVERY = 500;

/** Judges the lines of the files, or of the input, and answers in their order. */
export async function classifyFiles(files: readonly string[], streams: Streams): Promise<Outcome> {
  const judge = new LineJudge();
  const outcome: Outcome = { read: 0, wrong: 0 };
  const progress = new Progress(streams.messages);
  const inputs = files.length > 0 ? files : ['-'];
  async function write(answers: readonly Answer[]): Promise<void> {
    for (const answer of answers) {
      outcome.read += 1;
      if ('error' in answer) outcome.wrong += 1;
      progress.show(outcome);
      await writeLine(streams.output, answer);
    }
  }
  for (const file of inputs) {
    const input = file === '-' ? streams.input : createReadStream(file);
    for await (const line of linesOf(input)) await write(judge.add(line));
  }
  await write(judge.rest());
  progress.end();
  return outcome;
}

type Answer = Classified | WrongLine;

/** The place of an answer in the output; empty while its frame waits for an earlier one. */
interface Place {
  line: TextLine;
  record?: PayloadRecord;
  answer?: Answer | undefined;
}

/** Judges each line before the next is read, but for frames that come before their turn. */
class LineJudge {
  readonly #classifier = new Classifier();
  readonly #frames = new InSequence<Place>();
  #places: Place[] = [];

  /** Answers that are complete now, in the order of the lines. */
  add(line: TextLine): Answer[] {
    const place: Place = { line };
    this.#places.push(place);
    const parsed = answering(line, () => parsedLine(line));
    if (parsed === undefined || 'error' in parsed) place.answer = parsed;
    else if (parsed.kind === 'header') this.#places.pop();
    else if (parsed.kind === 'observation') {
      place.answer = answering(line, () => this.#classifier.judgeExported(parsed.observation));
    } else {
      place.record = parsed.record;
      const numbered = numberOf(parsed.record);
      for (const next of numbered ? this.#frames.push(place, numbered) : [place]) this.#judge(next);
    }
    if (parsed === undefined) this.#places.pop();
    return this.#take();
  }

  rest(): Answer[] {
    for (const place of this.#frames.rest()) this.#judge(place);
    return this.#take();
  }

  #judge(place: Place): void {
    const { line, record } = place;
    if (record === undefined) return;
    place.answer = answering(line, () => this.#classifier.classify(record));
    delete place.record;
  }

  #take(): Answer[] {
    const waiting = this.#places.findIndex(({ answer }) => answer === undefined);
    if (waiting === 0) return [];
    const complete = waiting < 0 ? this.#places : this.#places.slice(0, waiting);
    this.#places = waiting < 0 ? [] : this.#places.slice(waiting);
    return complete.flatMap(({ answer }) => answer ?? []);
  }
}

/** Undefined where there is nothing to judge. */
function parsedLine(line: TextLine): ReturnType<typeof parseLine> | undefined {
  if ('tooLong' in line) {
    throw new LineError('the line is too long: at most 96 MiB, payload included');
  }
  if (line.text.trim() === '') return undefined;
  return parseLine(line.text.replace(/^\uFEFF/, ''));
}

/** What `judge` says, or what is wrong with the line. */
function answering<Value>(line: TextLine, judge: () => Value): Value | WrongLine {
  try {
    return judge();
  } catch (error) {
    const known = error instanceof LineError;
    const id = known && error.id !== undefined ? { id: error.id } : {};
    // An unforeseen message could quote the payload.
    return { ...id, line: line.number, error: known ? error.message : 'could not be judged' };
  }
}

function numberOf({ conn, seq, bytes_b64, transport }: PayloadRecord): Numbered | undefined {
  if (conn === undefined || conn === null || seq === undefined || seq === null) return undefined;
  if (!Number.isInteger(seq) || !isFramed(transport)) return undefined;
  return { key: connectionKey(conn), seq, size: bytes_b64.length };
}

async function writeLine(output: Writable, answer: object): Promise<void> {
  if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
}

/** One line on a terminal that tells how far the work is; nothing elsewhere. */
class Progress {
  readonly #messages: Streams['messages'];
  #shown = 0;

  constructor(messages: Streams['messages']) {
    this.#messages = messages;
  }

  show({ read, wrong }: Outcome): void {
    if (!this.#messages.isTTY || Date.now() - this.#shown < PROGRESS_EVERY) return;
    this.#shown = Date.now();
    this.#messages.write(`\r${read} payloads judged${wrong > 0 ? `, ${wrong} lines wrong` : ''} `);
  }

  end(): void {
    if (this.#shown > 0) this.#messages.write('\r\u001B[K');
  }
}
