import { describe, expect, it } from 'vitest';
import { base64 } from './base64.ts';
import { MOST_HANDED_ON, requestBody } from './request-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const piece = (text: string) => ({ bytes: bytes(text).buffer as ArrayBuffer });
const textOf = (body: ReturnType<typeof requestBody>) => new TextDecoder().decode(body?.bytes);

describe('a body as the browser tells it', () => {
  it('is none where there is none', () => {
    expect(requestBody(undefined)).toBeUndefined();
    expect(requestBody(null)).toBeUndefined();
    expect(requestBody({ raw: [] })).toBeUndefined();
    expect(requestBody({ raw: [{ bytes: new ArrayBuffer(0) }] })).toBeUndefined();
  });

  it('is joined from its pieces', () => {
    const body = requestBody({ raw: [piece('hello '), piece('wörld')] });
    expect(textOf(body)).toBe('hello wörld');
    expect(body?.size).toBe(12);
    expect(body?.unseen).toBeUndefined();
  });

  it('of unknown size says so: a file, an error', () => {
    expect(requestBody({ raw: [piece('head'), { file: '/tmp/x' }] })).toMatchObject({
      size: -1,
      unseen: 'unreadable-object',
    });
    expect(requestBody({ error: 'Unknown error.' })).toMatchObject({
      size: -1,
      unseen: 'unreadable-object',
    });
  });

  it('that is too large is counted and not kept', () => {
    const raw = [{ bytes: new ArrayBuffer(MOST_HANDED_ON) }, { bytes: new ArrayBuffer(1) }];
    const body = requestBody({ raw });
    expect(body).toMatchObject({ size: MOST_HANDED_ON + 1, unseen: 'too-large' });
    expect(body?.bytes).toBeUndefined();
    expect(requestBody({ raw: raw.slice(0, 1) })?.bytes).toHaveLength(MOST_HANDED_ON);
  });

  it('that Firefox cut has no known size', () => {
    expect(requestBody({ raw: [{ bytes: new ArrayBuffer(16_777_216) }] })?.size).toBe(-1);
  });

  it('of form fields is written as a form, of unknown size', () => {
    const body = requestBody({ formData: { a: ['b c', 'd'], e: ['ü'] } });
    expect(textOf(body)).toBe('a=b+c&a=d&e=%C3%BC');
    expect(body).toMatchObject({ size: -1, contentType: 'application/x-www-form-urlencoded' });
  });
});

it('base64 is what everybody else writes', () => {
  const all = Uint8Array.from({ length: 70_001 }, (_, at) => (at * 7) % 256);
  expect(base64(all)).toBe(Buffer.from(all).toString('base64'));
  expect(base64(new Uint8Array(0))).toBe('');
});
