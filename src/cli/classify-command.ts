/** `sealcheck classify`: NDJSON in, NDJSON out, line by line. */

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { type Classified, Classifier } from './classifier.ts';
import { linesOf, type TextLine } from './lines.ts';
import { LineError, parseLine } from './record.ts';

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

/** Judges the lines of the files, or of the input, in their order, each before the next is read. */
export async function classifyFiles(files: readonly string[], streams: Streams): Promise<Outcome> {
  const classifier = new Classifier();
  const outcome: Outcome = { read: 0, wrong: 0 };
  const progress = new Progress(streams.messages);
  const inputs = files.length > 0 ? files : ['-'];
  for (const file of inputs) {
    const input = file === '-' ? streams.input : createReadStream(file);
    for await (const line of linesOf(input)) {
      const answer = judgeLine(classifier, line);
      if (answer === undefined) continue;
      outcome.read += 1;
      if ('error' in answer) outcome.wrong += 1;
      progress.show(outcome);
      await writeLine(streams.output, answer);
    }
  }
  progress.end();
  return outcome;
}

/** Undefined where there is nothing to judge: an empty line, the header of an export. */
function judgeLine(classifier: Classifier, line: TextLine): Classified | WrongLine | undefined {
  if ('tooLong' in line) {
    return { line: line.number, error: 'the line is too long: at most 96 MiB, payload included' };
  }
  if (line.text.trim() === '') return undefined;
  try {
    const parsed = parseLine(line.text.replace(/^\uFEFF/, ''));
    if (parsed.kind === 'header') return undefined;
    return parsed.kind === 'payload'
      ? classifier.classify(parsed.record)
      : classifier.judgeExported(parsed.observation);
  } catch (error) {
    const known = error instanceof LineError;
    const id = known && error.id !== undefined ? { id: error.id } : {};
    // An unforeseen message could quote the payload.
    return { ...id, line: line.number, error: known ? error.message : 'could not be judged' };
  }
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
