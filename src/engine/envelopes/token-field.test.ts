import { expect, it } from 'vitest';
import { isTokenField } from './token-field.ts';

it.each(['token', 'id_token', 'accessToken', 'x-csrf-token', 'jwt', 'authTicket', 'Cookie'])(
  '%s carries credentials',
  (name) => expect(isTokenField(name)).toBe(true),
);

it.each(['content', 'body', 'ciphertext', 'message', 'author', 'tokenizer', 'payload', ''])(
  '%s does not',
  (name) => expect(isTokenField(name)).toBe(false),
);
