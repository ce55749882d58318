import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { findContent } from './content-search.ts';
import { encodingsOf } from './encodings.ts';

const needle = 'quorvexblimtar';
const around = (form: Buffer) => Buffer.concat([Buffer.from('before'), form, Buffer.from('after')]);

describe('the search for content finds a planted needle', () => {
  test.each([...encodingsOf(needle)])('as %s', (encoding, form) => {
    const found = findContent({ texts: [], bytes: [around(form).toString('base64')] }, [needle]);
    expect(found).toContain(`${needle}, ${encoding}`);
  });

  test.each(['', 'a', 'ab', 'abc'])('inside a base64 text, behind "%s"', (before) => {
    const text = Buffer.from(`${before}${needle} and more`).toString('base64');
    expect(findContent({ texts: [text], bytes: [] }, [needle])).not.toEqual([]);
  });

  test('in other case', () => {
    expect(findContent({ texts: [needle.toUpperCase()], bytes: [] }, [needle])).not.toEqual([]);
  });

  test.each([
    ['gzip', gzipSync],
    ['raw deflate', deflateRawSync],
  ])('compressed with %s', (_, pack) => {
    const bytes = pack(Buffer.from(`some text with ${needle} in it`)).toString('base64');
    expect(findContent({ texts: [], bytes: [bytes] }, [needle])).not.toEqual([]);
  });
});

describe('and nothing where there is nothing', () => {
  test('in a text that only resembles it', () => {
    const almost = needle.replace('x', 'y');
    const bytes = [...encodingsOf(almost).values()].map((form) => form.toString('base64'));
    expect(findContent({ texts: [almost], bytes }, [needle])).toEqual([]);
  });

  test('across two texts', () => {
    expect(findContent({ texts: ['quorvex', 'blimtar'], bytes: [] }, [needle])).toEqual([]);
  });
});
