import library from 'quoted-printable';
import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { quotedPrintable } from './quoted-printable.ts';

const written = (text: string) => library.encode(Buffer.from(text).toString('latin1'));

it.each(['Grüße aus dem Süden', '2 + 2 = 4', `${'a long line of Größe '.repeat(9)}end`])(
  'reads %s',
  (text) => {
    expect(decodeAlone(quotedPrintable, written(text))).toEqual([['', text]]);
  },
);

it.each(['a=b', 'x = 20', 'width=20px', 'q=C3', 'é=C3=A9', 'key=AB=CD', 'no signs'])(
  'leaves %s alone',
  (text) => {
    expect(decodeAlone(quotedPrintable, text)).toBeUndefined();
  },
);
