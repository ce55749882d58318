import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { xml } from './xml.ts';

it('names elements and attributes', () => {
  const stanza =
    "<message xmlns='jabber:client' to='bob@example.org' type='chat'><body>a &lt; b</body></message>";
  expect(decodeAlone(xml, stanza)).toEqual([
    ['message@to', 'bob@example.org'],
    ['message@type', 'chat'],
    ['message.body', 'a < b'],
  ]);
});

it('reads several stanzas, CDATA and prefixes that another frame declared', () => {
  expect(decodeAlone(xml, '<a>1</a><b><![CDATA[<2>]]></b>')).toEqual([
    ['a', '1'],
    ['b', '<2>'],
  ]);
  expect(decodeAlone(xml, '<stream:features><x>1</x></stream:features>')).toEqual([
    ['features.x', '1'],
  ]);
});

it('reads the opening tag of a stream, which stays open', () => {
  const opening =
    "<?xml version='1.0'?><stream:stream to='example.org' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
  expect(decodeAlone(xml, opening)).toEqual([['stream@to', 'example.org']]);
});

it('leaves HTML inside other formats to the text search', () => {
  expect(decodeAlone(xml, '<p>hello <b>x</b></p>', { parent: 'json' })).toBeUndefined();
  expect(decodeAlone(xml, '<p>hello <b>x</b></p>')).toBeDefined();
  expect(decodeAlone(xml, '<!DOCTYPE html><p>x</p>')).toBeUndefined();
});

it.each(['<a><b></a>', '<a b=1/>', '< 5', '<a>&nope;</a>', '<a>'])('gives up on %j', (text) => {
  expect(decodeAlone(xml, text) ?? []).toEqual([]);
});

it('does not expand entities that a document declares', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a xmlns="x">&c;</a>';
  expect(decodeAlone(xml, bomb)).toBeUndefined();
});

it('stops at a depth of 64', () => {
  const deep = `${'<a>'.repeat(1000)}x${'</a>'.repeat(1000)}`;
  expect(decodeAlone(xml, deep)).toBeUndefined();
});
