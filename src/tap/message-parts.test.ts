import { describe, expect, it } from 'vitest';
import { messageParts } from './message-parts.ts';

const TEXT = 'meet me at the old harbour at nine';

/** Everything that the message gave, as one text. */
function read(message: unknown, transfer?: unknown): string {
  const { parts } = messageParts(message, transfer);
  return parts
    .map(({ body }) => (typeof body === 'string' ? body : new TextDecoder().decode(body)))
    .join('\n');
}

class Draft {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

describe('a message to a worker', () => {
  it.each([
    ['a string', TEXT],
    ['an object', { command: 'send', body: { text: TEXT } }],
    ["a class's object", new Draft(TEXT)],
    ['a list', [[TEXT]]],
    ['a map', new Map([['draft', TEXT]])],
    ["a map's key", new Map([[TEXT, 1]])],
    ['a set', new Set([TEXT])],
    ['an error', new Error(TEXT)],
    ['a property name', { [TEXT]: true }],
    ['bytes', new TextEncoder().encode(TEXT)],
    ['a buffer', { data: new TextEncoder().encode(TEXT).buffer }],
    ['no prototype', Object.assign(Object.create(null), { text: TEXT })],
  ])('is read whole: %s', (_name, message) => {
    expect(read(message)).toContain(TEXT);
    expect(messageParts(message, undefined)).toMatchObject({ complete: true, opensWay: false });
  });

  it('gives rows of numbers as a list', () => {
    expect(read({ codes: [...new TextEncoder().encode(TEXT)] })).toContain('[109,101,101,116,32,');
  });

  it.each([
    [
      "a class's object with a borrowed name",
      Object.assign(new Draft(TEXT), { [Symbol.toStringTag]: 'Date' }),
    ],
    ['a getter', Object.defineProperty({}, 'text', { enumerable: true, get: () => TEXT })],
    ['a blob', { file: new Blob([TEXT]) }],
    ['too many values', Array.from({ length: 9000 }, () => ({}))],
    ['too deep a nesting', Array.from({ length: 20 }).reduce<unknown>((inner) => [inner], TEXT)],
  ])('says that it was not read whole: %s', (_name, message) => {
    expect(messageParts(message, undefined).complete).toBe(false);
  });

  it('runs no code of the page', () => {
    let runs = 0;
    const message = {
      get text() {
        runs += 1;
        return TEXT;
      },
    };
    messageParts(message, undefined);
    expect(runs).toBe(0);
  });
});

describe('a way that nobody can watch', () => {
  const shared = new SharedArrayBuffer(64);

  it.each([
    ['shared memory', shared, undefined],
    ['shared memory behind a view', { view: new Int32Array(shared) }, undefined],
    ['a stream', null, [new TransformStream().readable]],
    ['a stream in options', null, { transfer: [new TransformStream().readable] }],
    ['a list that only the page can walk', null, { transfer: new Set() }],
  ])('is opened by %s', (_name, message, transfer) => {
    expect(messageParts(message, transfer).opensWay).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['an empty list', []],
    ['a buffer', [new ArrayBuffer(8)]],
    ['options without a list', {}],
  ])('is not opened by %s', (_name, transfer) => {
    expect(messageParts('hello', transfer).opensWay).toBe(false);
  });
});
