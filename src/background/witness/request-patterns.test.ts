import { expect, it } from 'vitest';
import { matchesPattern } from '../../browser/match-pattern.ts';
import { profiles } from '../../platforms/registry.ts';
import { listServices } from '../services.ts';
import { requestPatterns } from './request-patterns.ts';

const services = listServices(profiles, { platforms: [], sites: ['https://chat.lab.test'] });
const pagesOf = (id: string) =>
  services.find(({ service }) => service.id === id)?.service.pages ?? [];

it('nothing is listened to where nothing is switched on', () => {
  expect(requestPatterns(services, [])).toEqual([]);
});

it('covers the pages, the further hosts, and their sockets', () => {
  const patterns = requestPatterns(services, pagesOf('tiktok'));
  const covers = (address: string) => patterns.some((one) => matchesPattern(one, address));
  expect(covers('https://www.tiktok.com/messages')).toBe(true);
  expect(covers('https://im-api-sg.tiktok.com/v1/message/send')).toBe(true);
  expect(covers('https://www.example.com/')).toBe(false);
  expect(patterns).toContain('wss://*.tiktok.com/*');
});

it('of an added site, that site alone', () => {
  expect(requestPatterns(services, ['https://chat.lab.test/*'])).toEqual([
    'https://chat.lab.test/*',
    'wss://chat.lab.test/*',
  ]);
});

it('never listens to a whole public suffix', () => {
  const all = services.flatMap(({ service }) => service.pages);
  for (const pattern of requestPatterns(services, all)) {
    const host = pattern.slice(pattern.indexOf('://') + 3, -2);
    expect(host.replace('*.', ''), pattern).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  }
});
