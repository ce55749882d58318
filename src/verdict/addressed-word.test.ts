import { describe, expect, it } from 'vitest';
import { addressedWord } from './addressed-word.ts';
import { leaf, payload } from './testing/examples.ts';

type Leaves = Parameters<typeof leaf>[];

const pathOf = (leaves: Leaves, wire: Parameters<typeof payload>[0] = {}) =>
  addressedWord(payload({ ...wire, finding: { leaves: leaves.map((one) => leaf(...one)) } }))?.path;

describe('a message of one word', () => {
  it('is told by an address beside it', () => {
    expect(
      pathOf([
        ['to', 'text', 3],
        ['text', 'text', 2],
      ]),
    ).toBe('text');
    expect(
      pathOf([
        ['room_id', 'number', 3],
        ['message.body', 'text', 2],
      ]),
    ).toBe('message.body');
    expect(
      pathOf([
        ['text', 'text', 2],
        ['user.userId', 'identifier', 36],
      ]),
    ).toBe('text');
  });

  it('is none without an address, and none far from one', () => {
    expect(pathOf([['text', 'text', 2]], { wire: { path: '/api/v1' } })).toBeUndefined();
    const far: Leaves = [
      ['msg', 'text', 7],
      ['fields.args[].u.username', 'text', 4],
    ];
    expect(pathOf(far, { wire: { path: '/websocket' } })).toBeUndefined();
  });

  it('is told by the path of the request, for what goes out', () => {
    const path = '/api/v1/conversations/{}/messages';
    expect(pathOf([['content', 'text', 2]], { wire: { path } })).toBe('content');
    expect(pathOf([['content', 'text', 2]], { wire: { path, direction: 'in' } })).toBeUndefined();
  });

  it('is no id, no token, and no word of the protocol', () => {
    expect(
      pathOf([
        ['to', 'text', 3],
        ['text', 'text', 41],
      ]),
    ).toBeUndefined();
    expect(
      pathOf([
        ['to', 'text', 3],
        ['text', 'token', 30],
      ]),
    ).toBeUndefined();
    expect(
      pathOf([
        ['to', 'text', 3],
        ['type', 'text', 4],
      ]),
    ).toBeUndefined();
  });
});
