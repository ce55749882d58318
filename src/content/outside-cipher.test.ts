import { expect, it } from 'vitest';
import { cipherFromOutside } from './outside-cipher.ts';

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;
const base64 = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64');
const told = (text: string, worker = 3) =>
  cipherFromOutside({ kind: 'outside-cipher', worker, text });

it('a call keeps its bytes, and its key is one of that worker', () => {
  const text = `cipher\n5\n${base64(bytes(1, 2))}\n${base64(bytes(3))}\nAES-GCM`;
  const [one, other] = [told(text), told(text, 4)];
  expect(one).toMatchObject({ kind: 'cipher', algorithm: 'AES-GCM' });
  expect(new Uint8Array((one as { sealed: ArrayBuffer }).sealed)).toEqual(Uint8Array.of(1, 2));
  expect(new Uint8Array((one as { plain: ArrayBuffer }).plain)).toEqual(Uint8Array.of(3));
  expect((one as { key: number }).key).not.toBe((other as { key: number }).key);
});

it('a key whose making was not seen stays 0', () => {
  expect(told('cipher\n0\n\n\nAES-GCM')).toMatchObject({ key: 0 });
});

it('keys come with their material, in bytes, as text, or without', () => {
  expect(told('key\n5\nimported\n4\nnone\n')).toMatchObject({ origin: 'imported' });
  expect(told('key\n5\nimported\n4\nnone\n')).not.toHaveProperty('material');
  expect(told('key\n5\nexported\n0\ntext\nabc')).toMatchObject({ material: 'abc' });
  expect(told('key\n5\nexported\n0\ntext\nabc')).not.toHaveProperty('from');
  const raw = told(`key\n5\nbits\n4\nbytes\n${base64(bytes(9))}`);
  expect(new Uint8Array((raw as { material: ArrayBuffer }).material)).toEqual(Uint8Array.of(9));
});

it('WebAssembly is told as in the page', () => {
  expect(told('webassembly')).toEqual({ kind: 'channel', channel: 'webassembly', url: '' });
});

it.each(['', 'cipher', 'nonsense\n1', 'key\n1\nstolen\n0\nnone\n', 'cipher\n1\n%%%\n\nAES'])(
  'what is none of ours says nothing of content: %j',
  (text) => {
    const noted = told(text);
    if (noted !== undefined) expect(noted).toMatchObject({ algorithm: '' });
  },
);
