import { expect, it } from 'vitest';
import { decodeAlone, piecesOf } from '../../../test/corpus/decode-alone.ts';
import { json } from './json.ts';

it('names members and elements', () => {
  expect(decodeAlone(json, '{"a":{"b":["x","y"]},"n":1.5,"t":true,"z":null}')).toEqual([
    ['a.b[]', 'x'],
    ['a.b[]', 'y'],
    ['n', '1.5'],
    ['t', 'true'],
    ['z', ''],
  ]);
});

it('gives the elements of a tuple their index, and those of a list none', () => {
  expect(decodeAlone(json, '["input",{"text":"hi"}]')?.map(([path]) => path)).toEqual([
    '[0]',
    '[1].text',
  ]);
  expect(decodeAlone(json, '["input","text"]')?.map(([path]) => path)).toEqual(['[]', '[]']);
});

it.each([')]}\'\n{"a":"x"}', 'for (;;);{"a":"x"}', 'for(;;);{"a":"x"}', 'while(1);{"a":"x"}'])(
  'reads behind the prefix of %j',
  (text) => {
    expect(decodeAlone(json, text)).toEqual([['a', 'x']]);
  },
);

it.each(['{"a":"x"', 'x{"a":"x"}', '{a:1}', ''])('leaves %j alone', (text) => {
  expect(decodeAlone(json, text)).toBeUndefined();
});

it('masks the keys of a dictionary, but not those of an object with few or unlike members', () => {
  const entry = { role: 'admin' };
  expect(decodeAlone(json, JSON.stringify({ anna: entry, bob: entry, eve: entry }))).toEqual(
    Array.from({ length: 3 }, () => ['{}.role', 'admin']),
  );
  expect(decodeAlone(json, JSON.stringify({ anna: entry, bob: entry }))?.[0]?.[0]).toBe(
    'anna.role',
  );
  const unlike = { from: entry, to: { name: 'x' }, via: entry };
  expect(decodeAlone(json, JSON.stringify(unlike))?.[1]?.[0]).toBe('to.name');
});

it.each([
  [JSON.stringify([...new TextEncoder().encode('a text as bytes')])],
  [JSON.stringify(Object.assign({}, [...new TextEncoder().encode('a text as bytes')]))],
])('takes a list of byte values for bytes: %s', (text) => {
  expect(decodeAlone(json, text)).toBeDefined();
  const longer = text.replace(/^\[/, '[32,').replace(/^\{.*$/, (object) => {
    const values = Object.values(JSON.parse(object));
    return JSON.stringify(Object.assign({}, [...values, 32]));
  });
  expect(piecesOf(json, longer)?.map(({ via, content }) => [via, content.text?.trim()])).toEqual([
    ['number-list', 'a text as bytes'],
  ]);
});

it('keeps a list with a number that is no byte', () => {
  const numbers = Array.from({ length: 20 }, (_, at) => at * 20);
  expect(decodeAlone(json, JSON.stringify(numbers))).toHaveLength(20);
});

it('follows objects to a depth of 128 and counts what is below', () => {
  const deep = `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`;
  expect(piecesOf(json, deep)).toEqual([]);
  const shallow = `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`;
  expect(piecesOf(json, shallow)).toHaveLength(1);
});
