import { expect, test } from 'vitest';
import { siteAddress } from './site-address.ts';

test.each([
  ['chat.example', 'https://chat.example'],
  [' https://Chat.Example/team/a?b#c ', 'https://chat.example'],
  ['http://10.0.0.5:8065/team', 'http://10.0.0.5:8065'],
  ['localhost:8080', 'https://localhost:8080'],
  ['http://mattermost', 'http://mattermost'],
  ['[::1]:9000', 'https://[::1]:9000'],
  ['http://bücher.example', 'http://xn--bcher-kva.example'],
])('%s is the site %s', (typed, origin) => {
  expect(siteAddress(typed)).toEqual({ origin });
});

test.each([
  ['', 'Type the address'],
  ['*.example', 'without *'],
  ['not an address', 'not an address'],
  ['mattermost', 'http://mattermost'],
  ['file:///etc/passwd', 'Only http and https'],
  ['javascript:alert(1)', 'Only http and https'],
  ['https://me:secret@chat.example', 'user name'],
])('%s is refused in words', (typed, words) => {
  const address = siteAddress(typed);
  expect('problem' in address && address.problem).toContain(words);
});
