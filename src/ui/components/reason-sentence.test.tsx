// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { ReasonSentence } from './reason-sentence.tsx';

const shown = (sentence: string, path?: string, host?: string) => {
  const root = document.createElement('div');
  const reason = {
    rule: 'r',
    ...(path === undefined ? {} : { path }),
    ...(host === undefined ? {} : { host }),
  };
  render(<ReasonSentence sentence={sentence} reason={reason} />, root);
  return {
    text: root.textContent,
    facts: [...root.querySelectorAll('bdi')].map((one) => one.textContent),
  };
};

test('path and host are set apart, the words stay as they are', () => {
  const sentence = 'Readable in field message.body of what went to chat.example.';
  expect(shown(sentence, 'message.body', 'chat.example')).toEqual({
    text: sentence,
    facts: ['message.body', 'chat.example'],
  });
});

test('a fact that is only a part of a word is left alone', () => {
  expect(shown('Readable in context of it.', 'text').facts).toEqual([]);
  expect(shown('Readable in texture of it.', 'text').facts).toEqual([]);
  expect(shown('Readable in text of it: text.', 'text').facts).toEqual(['text', 'text']);
});

test('without facts there is the sentence', () => {
  expect(shown('Nothing was sent yet.', '')).toEqual({ text: 'Nothing was sent yet.', facts: [] });
});
