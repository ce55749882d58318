import type { SendEvidence } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { sealedBeforeLeaving } from './sealed-before-leaving.ts';

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

describeRule(sealedBeforeLeaving, {
  for: {
    'a sealed message': send,
  },
  against: {
    'a Send without one': { ...pending, outcome },
  },
  says: 'sealed before it left for xmpp.example.org: in its place, at message.encrypted.payload, stands an OMEMO message',
});
