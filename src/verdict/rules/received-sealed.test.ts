import { describeRule } from '../testing/describe-rule.ts';
import { receivedSealed } from './received-sealed.ts';

const send = { send: 1, messages: 1, notUniform: 0, doubts: [], hints: [] };
const sealed = { size: 200, envelope: 'megolm', host: 'chat.example.org', path: 'c', secure: true };

describeRule(receivedSealed, {
  for: { 'a sealed message': { ...send, sealed } },
  against: { 'a message that is not sealed': send },
  says: 'a Megolm message',
});
