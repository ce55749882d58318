/** What test/bench/rendered-text.check.ts runs in a page: the watch over shown texts, without the extension around it. */
import { likeliest, RenderedTexts } from '../../src/content/rendered-text.ts';
import { analyse } from '../../src/engine/analyse.ts';

type Result = Record<string, number>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const rows = (count: number, from: number): HTMLElement[] =>
  Array.from({ length: count }, (_, at) => {
    const row = document.createElement('p');
    row.textContent = `the board says that number ${from + at} is ${Math.random()} today`;
    return row;
  });

let shown = 0;

/** Puts rows in, ten at a time, and takes the oldest out. Answers microseconds a row. */
async function fill(board: HTMLElement, count: number): Promise<number> {
  let spent = 0;
  for (let done = 0; done < count; done += 10) {
    const next = rows(10, shown);
    shown += 10;
    const start = performance.now();
    board.prepend(...next);
    while (board.childElementCount > 200) board.lastElementChild?.remove();
    await null;
    spent += performance.now() - start;
    if (done % 500 === 0) await pause(0);
  }
  return (spent * 1_000) / count;
}

/** Runs a busy page for that many seconds with ten payloads a second. Answers milliseconds of work a second. */
async function busy(board: HTMLElement, texts: RenderedTexts, seconds: number): Promise<Result> {
  let spent = 0;
  let longest = 0;
  const body = JSON.stringify({
    message: 'a message that nobody shows',
    filler: 'x'.repeat(2_000),
  });
  for (let tick = 0; tick < seconds * 10; tick += 1) {
    board.prepend(...rows(50, shown));
    shown += 50;
    while (board.childElementCount > 200) board.lastElementChild?.remove();
    await pause(100);
    const start = performance.now();
    likeliest(texts.textsAfter(start - 1_000), { body });
    const took = performance.now() - start;
    spent += took;
    longest = Math.max(longest, took);
  }
  return {
    'busy page, ms of work a second': spent / seconds,
    'busy page, longest single read, ms': longest,
  };
}

function search(): Result {
  const bytes = new TextEncoder().encode(
    JSON.stringify({
      room: 'lobby',
      from: 'robin',
      message: 'meet me at the old harbour',
      more: 'x'.repeat(1_500),
    }),
  );
  const time = (count: number) => {
    let spent = 0;
    for (let turn = 0; turn < 60; turn += 1) {
      const knownTexts = Array.from({ length: count }, (_, at) => ({
        id: `rendered:${at}`,
        text: `the board says that number ${turn * 10 + at} is high today`,
        readableOnly: true as const,
      }));
      const start = performance.now();
      analyse({ bytes }, { knownTexts });
      if (turn >= 10) spent += performance.now() - start;
    }
    return spent / 50;
  };
  return {
    'analysis of 1.6 KB of JSON, no text, ms': time(0),
    'analysis of 1.6 KB of JSON, one new text, ms': time(1),
    'analysis of 1.6 KB of JSON, six new texts, ms': time(6),
  };
}

async function measure(): Promise<Result> {
  const board = document.createElement('div');
  document.body.append(board);
  const result: Result = {};
  const plain: number[] = [];
  const watched: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    plain.push(await fill(board, 5_000));
    const lifetime = new AbortController();
    new RenderedTexts(
      { isOwn: () => false, isAwaited: () => false, onHidden: () => {} },
      lifetime.signal,
    );
    watched.push(await fill(board, 5_000));
    lifetime.abort();
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[2] ?? 0;
  result['a row added and one removed, not watched, µs'] = median(plain);
  result['a row added and one removed, watched, µs'] = median(watched);
  const lifetime = new AbortController();
  const texts = new RenderedTexts(
    { isOwn: () => false, isAwaited: () => true, onHidden: () => {} },
    lifetime.signal,
  );
  Object.assign(result, await busy(board, texts, 10));
  lifetime.abort();
  return { ...result, ...search() };
}

Object.assign(globalThis, { measureRenderedText: measure });
