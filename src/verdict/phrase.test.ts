import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BYTE_ENVELOPES, DOCUMENT_ENVELOPES } from '../engine/envelopes/registry.ts';
import { envelopeName, envelopeNames, place, readers } from './phrase.ts';

const reason = { rule: 'x', path: 'a.b', host: 'h.example', reader: 'Example Chat' };

it('names field and host', () => {
  expect(place(reason)).toBe('in field a.b of what the page sent to h.example');
  expect(place({ rule: 'x' }, 'received from')).toBe('in what the page received from the service');
});

it('says who can read it', () => {
  expect(readers(reason)).toBe('TLS hides it from the network; Example Chat can read it.');
  const open = readers({ ...reason, secure: false });
  expect(open).toContain('anyone on the network path can read it, and so can Example Chat.');
  const here = readers({ ...reason, host: 'localhost:80', secure: false });
  expect(here).toContain('never leaves this machine');
});

it('has a name for every envelope that the engine recognises, and for no other', () => {
  const folder = new URL('../engine/envelopes/', import.meta.url);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  // An id stands as a property, or is handed to what builds the match.
  const written = sources.flatMap((source) =>
    [...source.matchAll(/(?:\bid: |\bresult\()'([^']+)'/g)].flatMap(([, id]) => id ?? []),
  );
  const registered = [...BYTE_ENVELOPES, ...DOCUMENT_ENVELOPES].map(({ id }) => id);
  expect(written).toEqual(expect.arrayContaining(registered));
  expect([...envelopeNames.keys()].toSorted()).toEqual([...new Set(written)].toSorted());
});

it('has a name for every envelope that the documentation lists', () => {
  const page = readFileSync(new URL('../../docs/method/envelopes.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, ids]) =>
    [...(ids ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, id]) => id ?? []),
  );
  expect(listed).toContain('omemo-2');
  expect([...envelopeNames.keys()]).toEqual(expect.arrayContaining(listed));
});

it('names an envelope with its article, and one that it does not know as it is', () => {
  for (const name of envelopeNames.values()) expect(name).toMatch(/^(?:an?|the) \S/);
  expect(envelopeName('megolm')).toBe('a Megolm message');
  expect(envelopeName('omemo')).toBe('an OMEMO message');
  expect(envelopeName(undefined)).toBe('an encrypted message');
  expect(envelopeName('of-tomorrow')).toBe('of-tomorrow');
  expect(envelopeName('constructor')).toBe('constructor');
});
