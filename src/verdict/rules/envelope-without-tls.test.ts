import type { SendEvidence } from '../evidence.ts';
import { describeRule } from '../testing/describe-rule.ts';
import { envelopeWithoutTls } from './envelope-without-tls.ts';

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

describeRule(envelopeWithoutTls, {
  for: {
    'a sealed message without TLS': { ...send, sealed: { ...sealed, secure: false } },
  },
  against: {
    'a sealed message under TLS': send,
    'a Send without a sealed message': { ...pending, outcome },
  },
  says: 'anyone on the way sees who writes to whom',
});
