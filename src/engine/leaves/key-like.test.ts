import { describe, expect, it } from 'vitest';
import { isKeyLike } from './key-like.ts';

const text = (name: string, value: string) => isKeyLike(name, 'text', value.length, value);

describe('a password', () => {
  it.each(['password', 'userPassword', 'passphrase', 'chat_passcode', 'pwd'])(
    'in %s is a key',
    (name) => {
      expect(text(name, 'hunter22')).toBe(true);
      expect(text(name, 'four words with spaces')).toBe(true);
    },
  );

  it.each(['passenger', 'compass', 'password_hash', 'passwordId'])('%s holds none', (name) => {
    expect(text(name, 'hunter22')).toBe(false);
  });

  it('has a length', () => {
    expect(text('password', 'a')).toBe(false);
    expect(text('password', 'a'.repeat(300))).toBe(false);
  });
});

describe('a private key that says so', () => {
  it.each([
    '-----BEGIN PRIVATE KEY-----\nMIIE',
    '-----BEGIN EC PRIVATE KEY-----\nMIIE',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nxYY',
    `AGE-SECRET-KEY-1${'Q'.repeat(58)}`,
    `nsec1${'q'.repeat(58)}`,
  ])('is one under any name: %s', (value) => {
    expect(text('note', value)).toBe(true);
  });

  it.each([
    '-----BEGIN PUBLIC KEY-----\nMIIE',
    '-----BEGIN PGP MESSAGE-----\n\nwcB',
    `npub1${'q'.repeat(58)}`,
    'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq',
  ])('is not the public one: %s', (value) => {
    expect(text('note', value)).toBe(false);
  });
});

it.each(['pubkey', 'publicKey', 'public_key', 'idempotencyKey', 'keyId'])(
  '%s is no secret',
  (name) => {
    expect(isKeyLike(name, 'opaque', 32, undefined)).toBe(false);
    expect(isKeyLike('key', 'opaque', 32, undefined)).toBe(true);
  },
);
