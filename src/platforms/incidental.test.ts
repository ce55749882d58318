import { describe, expect, it } from 'vitest';
import { incidentalRole } from './incidental.ts';

describe('the role of a request that no profile knows', () => {
  it.each([
    ['https://a.example/api/telemetry', '', 'telemetry'],
    ['https://a.example/v1/collect?x=1', '', 'telemetry'],
    ['https://o1.ingest.sentry.example/api/5/envelope/', '', 'telemetry'],
    ['https://a.example/ajax/bz/logging/', 'application/json', 'telemetry'],
    ['https://a.example/rooms/4/typing', '', 'typing'],
    ['https://a.example/mark_read', '', 'control'],
    ['https://a.example/oauth2/token', '', 'control'],
    ['https://a.example/app.js', 'application/javascript', 'control'],
    ['https://a.example/', 'text/html; charset=utf-8', 'control'],
    ['https://a.example/photo', 'image/png', 'control'],
  ])('of %s (%s) is %s', (url, type, role) => {
    expect(incidentalRole(url, type)).toBe(role);
  });

  it.each([
    ['https://a.example/messages/send', 'application/json'],
    ['https://a.example/catalogue', ''],
    ['https://a.example/dialogs', ''],
    ['https://a.example/statuses', ''],
    ['https://a.example/tokens-of-love', ''],
    ['https://a.example/shipping', ''],
    ['https://a.example/graphql', 'application/json'],
    ['https://a.example/chat', 'text/plain'],
  ])('of %s (%s) is unknown', (url, type) => {
    expect(incidentalRole(url, type)).toBe('unknown');
  });
});
