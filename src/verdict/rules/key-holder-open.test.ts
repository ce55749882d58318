import type { SendEvidence } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { keyHolderOpen } from './key-holder-open.ts';

const sealed = {
  size: 200,
  envelope: 'jwe',
  host: 'chat.example.org',
  path: 'content',
  secure: true,
};
const send: SendEvidence = {
  send: 1,
  outcome: { at: 1_000_000, length: 40, searchable: true, searched: 2, unsearched: 0 },
  messages: 1,
  notUniform: 0,
  sealed,
  firstAt: 1_000_200,
  lastAt: 1_000_200,
  doubts: [],
  hints: [],
};
const { sealed: _, ...unsealed } = send;

describeRule(keyHolderOpen, {
  for: {
    'a JWE': send,
    "one of Snapchat's forms": { ...send, sealed: { ...sealed, envelope: 'snapchat-eel' } },
  },
  against: {
    'a form between devices': { ...send, sealed: { ...sealed, envelope: 'signal' } },
    'a Send without a sealed message': unsealed,
  },
  says: 'says little about who holds the key',
});
