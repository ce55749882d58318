import type { SendEvidence } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { sendNotSearched } from './send-not-searched.ts';

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

describeRule(sendNotSearched, {
  for: {
    'a payload that was not searched': { ...send, outcome: { ...outcome, unsearched: 1 } },
    'a Send with nothing searched': { ...send, outcome: { ...outcome, searched: 0 } },
  },
  against: {
    'a Send searched in full': send,
    'a Send without a report yet': { ...pending, sealed },
  },
  says: '1 of the payloads that left',
});
