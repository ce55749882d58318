import type { SendEvidence } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { sendUnaccounted } from './send-unaccounted.ts';

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

describeRule(sendUnaccounted, {
  for: {
    'a Send without a sealed message': { ...pending, outcome },
    'a sealed message three minutes later': { ...send, lastAt: 1_180_000 },
    'a sealed message from before': { ...send, firstAt: 800_000 },
  },
  against: {
    'a Send with its message': send,
    'a message that failed a uniformity test': { ...pending, outcome, notUniform: 1 },
    'a Send without a report yet': { ...pending },
  },
  says: 'we saw no sealed message leave for it',
});
