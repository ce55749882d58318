import { expect, it } from 'vitest';
import { decodeAlone } from '../../../test/corpus/decode-alone.ts';
import { numberList } from './number-list.ts';

it.each([',', ', ', ' '])('reads bytes parted by %j', (separator) => {
  const list = [...Buffer.from('hello world')].join(separator);
  expect(decodeAlone(numberList, list)).toEqual([['', 'hello world']]);
});

it.each(['1,2,3', '104,101,108,108,111,32,999,1', '12:30:45', '1.5,2.5,3.5,4,5,6,7,8'])(
  'leaves %s alone',
  (text) => {
    expect(decodeAlone(numberList, text)).toBeUndefined();
  },
);
