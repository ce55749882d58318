import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { barsOf, falseSeals, familyOf, type Judged, judgeAll } from './confusion.ts';
import type { Form, PayloadCase } from './payload-case.ts';
import { countPayloads, payloadCorpus, payloadForms } from './payload-corpus.ts';

/** Every eighth payload of each form; `npm run corpus` judges all. */
const EVERY = 8;

let forms: Form[];
let cases: PayloadCase[];
let judged: Judged[];

async function* each(all: readonly PayloadCase[]) {
  yield* all;
}

beforeAll(async () => {
  forms = await payloadForms();
  cases = [];
  for await (const one of payloadCorpus(forms, EVERY)) cases.push(one);
  judged = await judgeAll(each(cases));
}, 240_000);

test('at least ten thousand payloads by at least twenty libraries', () => {
  expect(countPayloads(forms)).toBeGreaterThanOrEqual(10_000);
  expect(new Set(forms.flatMap(({ made }) => made)).size).toBeGreaterThanOrEqual(20);
  // Otherwise what follows says nothing.
  expect(judged.length).toBeGreaterThanOrEqual(countPayloads(forms) / EVERY - forms.length);
});

test('names are unique, and each form has a twin of another class', () => {
  const byName = new Map(forms.map((form) => [form.name, form]));
  expect(byName.size).toBe(forms.length);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  const alike = forms.filter(({ twin, truth, expected }) => {
    const other = byName.get(twin);
    return other === undefined || (other.truth === truth && other.expected === expected);
  });
  expect(alike.map(({ name, twin }) => `${name}: ${twin}`)).toEqual([]);
});

test('the same payloads in every run, where the seed decides', async () => {
  const seeded = forms.filter(({ name }) =>
    /^(readable|trap-random|trap-token\/ticket)/.test(name),
  );
  const again = new Map<string, Uint8Array>();
  for await (const { id, record } of payloadCorpus(seeded, 60)) again.set(id, record.bytes);
  let compared = 0;
  for await (const { id, record } of payloadCorpus(seeded, 60)) {
    // undici draws the boundary between the parts itself.
    if (record.contentType?.startsWith('multipart/')) continue;
    expect(again.get(id), id).toEqual(record.bytes);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(120);
});

test('no payload is called end-to-end encrypted that is not', () => {
  expect(falseSeals(judged).map(({ id }) => id)).toEqual([]);
  // Positive control: the sealed ones are.
  expect(judged.filter(({ answer }) => answer === 'e2ee').length).toBeGreaterThan(200);
});

test('readable messages are found readable, sealed ones sealed', () => {
  const bars = barsOf(judged);
  expect(bars.readable).toBeGreaterThanOrEqual(0.98);
  expect(bars.sealed).toBeGreaterThanOrEqual(0.95);
  expect(bars.openedSeals).toBe(0);
});

test('docs/accuracy.md is of this corpus', () => {
  const page = readFileSync(new URL('../../../docs/accuracy.md', import.meta.url), 'utf8');
  const [, payloads, ofForms] = /has (\d+) payloads in (\d+) forms/.exec(page) ?? [];
  expect(Number(ofForms)).toBe(forms.length);
  // The page counts each frame of a socket.
  expect(Number(payloads)).toBeGreaterThanOrEqual(countPayloads(forms));
  for (const family of new Set(judged.map(familyOf))) expect(page).toContain(`| ${family} |`);
});
