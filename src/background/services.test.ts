import { describe, expect, it } from 'vitest';
import { profiles } from '../platforms/registry.ts';
import { profile } from '../verdict/testing/examples.ts';
import { listServices, serviceAt } from './services.ts';

const mail = { ...profile, id: 'mail', pages: ['https://mail.example/*'] };
const chat = { ...profile, id: 'chat', pages: ['https://mail.example/chat/*'] };

function idAt(address: string, platforms: string[], sites: string[] = []): string | undefined {
  const services = listServices([mail, chat, ...profiles], { platforms, sites });
  const known = serviceAt(services, address);
  return known && `${known.service.id} ${known.enabled ? 'on' : 'off'}`;
}

describe('the service of a page', () => {
  it('is the one that is switched on, where two share a host', () => {
    expect(idAt('https://mail.example/chat/1', ['chat'])).toBe('chat on');
    expect(idAt('https://mail.example/chat/1', ['mail'])).toBe('mail on');
    expect(idAt('https://mail.example/chat/1', [])).toBe('mail off');
    // The page may turn to the chat without a load.
    expect(idAt('https://mail.example/inbox', ['chat'])).toBe('chat on');
  });

  it('is an added site at that very origin only', () => {
    const sites = ['http://talk.lan:8080'];
    expect(idAt('http://talk.lan:8080/x', [], sites)).toBe('http://talk.lan:8080 on');
    expect(idAt('http://talk.lan:9090/x', [], sites)).toBeUndefined();
    expect(idAt('https://talk.lan:8080/x', [], sites)).toBeUndefined();
  });

  it('is none for what is no web page', () => {
    expect(idAt('about:blank', ['mail'])).toBeUndefined();
    expect(idAt('chrome://settings', ['mail'])).toBeUndefined();
  });
});

it('a profile without a web client is listed and never on', () => {
  const services = listServices(profiles, { platforms: ['signal'], sites: [] });
  const signal = services.find(({ service }) => service.id === 'signal');
  expect(signal).toMatchObject({ enabled: false, service: { pages: [] } });
});
