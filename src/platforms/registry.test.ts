import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { compileUrlGlob } from './glob.ts';
import { type Profile, profileSchema, type RequestRule } from './profile.ts';
import { addedSiteId, profileOf, profiles, selfHostedProtocols } from './registry.ts';

const folder = new URL('./', import.meta.url);
const fixtures = new URL('../../test/fixtures/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** True when the keys of both stand in the same order, at every depth; `whole` may have more of them. */
function sameOrder(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null) return true;
  const other = whole as Record<string, unknown>;
  const keys = Object.keys(part);
  const order = Object.keys(other).filter((key) => keys.includes(key));
  return (
    order.join() === keys.join() &&
    keys.every((key) => sameOrder((part as Record<string, unknown>)[key], other[key]))
  );
}

/** True when `earlier` matches whatever `later` matches, as far as equal addresses show it. */
function takesAll(earlier: RequestRule, later: RequestRule): boolean {
  return (
    earlier.url === later.url &&
    earlier.direction === later.direction &&
    later.channel.every((channel) => earlier.channel.includes(channel)) &&
    (earlier.method === undefined || earlier.method === later.method) &&
    earlier.has === undefined &&
    earlier.when.length === 0
  );
}

it('holds every file of this folder, by id', () => {
  expect(profiles.map(({ id }) => `${id}.json`)).toEqual(files.toSorted());
  expect(profiles.length).toBeGreaterThan(25);
  expect(profileOf('tiktok')?.name).toBe('TikTok');
  expect(profileOf('nobody')).toBeUndefined();
});

it('knows the self-hosted protocols and the added site', () => {
  expect(selfHostedProtocols.map(({ id }) => id)).toEqual([
    'mastodon',
    'matrix',
    'mattermost',
    'rocket-chat',
    'wire',
    'xmpp',
    'zulip',
  ]);
  expect(profileOf(addedSiteId)?.requests).toEqual([]);
});

describe.each(files)('%s', (name) => {
  const source = readFileSync(new URL(name, folder), 'utf8');
  const profile: Profile = v.parse(profileSchema, JSON.parse(source));

  it('writes its fields in the order of the schema, and ends with one line end', () => {
    expect(sameOrder(JSON.parse(source), profile)).toBe(true);
    expect(source).toMatch(/[^\n]\n$/);
    expect(source).not.toMatch(/\t|\r| \n/);
  });

  it('has usable addresses, rules of distinct names and a claim with its source', () => {
    for (const pattern of profile.pages) expect(() => compileUrlGlob(pattern)).not.toThrow();
    for (const { url } of profile.requests) expect(() => compileUrlGlob(url)).not.toThrow();
    const ids = profile.requests.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    if (profile.id !== addedSiteId) expect(profile.claims.length).toBeGreaterThan(0);
  });

  it('has no rule that an earlier one always takes the place of', () => {
    const taken = profile.requests.filter((rule, at) =>
      profile.requests.slice(0, at).some((earlier) => takesAll(earlier, rule)),
    );
    expect(taken.map(({ id }) => id)).toEqual([]);
  });

  it('reads a conversation from patterns with one group', () => {
    const sources = [...profile.conversation, ...profile.requests.flatMap((r) => r.conversation)];
    for (const source of sources) {
      const pattern = 'pattern' in source ? source.pattern : undefined;
      if (pattern !== undefined) expect(new RegExp(`${pattern}|`).exec('')).toHaveLength(2);
    }
  });

  it('has expectations of which each is a fixture, unless it has no web client', () => {
    const reachable = profile.pages.length > 0 || profile.selfHosted || profile.id === addedSiteId;
    if (reachable) expect(profile.expectations.length).toBeGreaterThan(0);
    for (const { fixture } of profile.expectations) {
      expect(existsSync(new URL(`${profile.id}/${fixture}`, fixtures))).toBe(true);
    }
  });
});

it('refuses a profile with an unknown field, and one out of order is noticed', () => {
  expect(v.safeParse(profileSchema, { ...profiles[0], colour: 'red' }).success).toBe(false);
  expect(sameOrder({ b: 1, a: 1 }, { a: 1, b: 1 })).toBe(false);
});
