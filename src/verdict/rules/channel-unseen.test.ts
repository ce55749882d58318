import { describeRule } from '../testing/describe-rule.ts';
import { channelUnseen } from './channel-unseen.ts';

describeRule(channelUnseen, {
  for: {
    'a worker that took a message': {
      channel: 'sharedworker',
      host: 'chat.example.org',
      reason: 'text-into-worker',
    },
    'a socket': { channel: 'websocket', host: '', reason: 'channel-not-watched' },
  },
  against: {},
  says: 'shared background thread (shared worker) to chat.example.org',
});
