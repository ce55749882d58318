import { expect, it } from 'vitest';
import { isProtocolName, isTextName } from './message-place.ts';

it.each(['text', 'Body', 'search_text', 'fallbackBody', 'lastMessage', 'reply-text'])(
  '%s is a field for words of people',
  (name) => {
    expect(isTextName(name)).toBe(true);
  },
);

it.each(['keytext', 'context', 'message_id', 'textColor', 'somebody', 'type', ''])(
  '%s is none',
  (name) => {
    expect(isTextName(name)).toBe(false);
  },
);

it.each(['type', 'message_type', 'conversationId', 'MIMEType', 'created_at', 'tags', 'sender'])(
  '%s is a field for words of the protocol',
  (name) => {
    expect(isProtocolName(name)).toBe(true);
  },
);

it.each(['extra', 'search', 'z', 'hint', ''])('%s is a field that nobody knows', (name) => {
  expect(isProtocolName(name)).toBe(false);
});
