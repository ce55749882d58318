import type { SendEvidence } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { ciphertextSmallerThanText } from './ciphertext-smaller-than-text.ts';

const send: SendEvidence = {
  send: 1,
  outcome: { at: 1_000_000, length: 40, searchable: true, searched: 2, unsearched: 0 },
  messages: 1,
  notUniform: 0,
  sealed: {
    size: 200,
    envelope: 'omemo',
    host: 'xmpp.example.org',
    path: 'message.encrypted.payload',
    secure: true,
  },
  firstAt: 1_000_200,
  lastAt: 1_000_200,
  doubts: [],
  hints: [],
};

const { outcome, sealed, ...pending } = send;
if (outcome === undefined || sealed === undefined) throw new Error('the example is complete');

describeRule(ciphertextSmallerThanText, {
  for: {
    'a long text in a small ciphertext': { ...send, sealed: { ...sealed, size: 19 } },
  },
  against: {
    'a ciphertext of half the length, which compression can make': {
      ...send,
      sealed: { ...sealed, size: 20 },
    },
    'a Send without a report yet': { ...pending, sealed },
    'a Send without a sealed message': { ...pending, outcome },
  },
  says: 'too small to hold the text',
});
