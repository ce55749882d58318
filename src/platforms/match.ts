/** Which profile, which rule, which conversation: what a payload is, by the profiles. */
import type { Finding, Layer } from '../engine/finding.ts';
import type { ChannelKind, Direction } from '../messages/observation.ts';
import { compileGlob, compileUrlGlob } from './glob.ts';
import type { ConversationSource, Profile, RequestRule } from './profile.ts';

export { maskPath } from './mask-path.ts';

/** What is known of a payload before it is analysed. */
export interface RequestFacts {
  channel: ChannelKind;
  direction: Direction;
  /** Upper case; '' where the channel has none, or a response does not tell what it answers. */
  method: string;
  url: string;
}

export interface RuleMatch {
  profile: Profile;
  rule: RequestRule;
}

/** The profile whose pages include this one. The match patterns `*://*.x.com/*` include `x.com` itself. */
export function profileForPage(pageUrl: string, profiles: readonly Profile[]): Profile | undefined {
  const url = parseUrl(pageUrl);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  return profiles.find(({ pages }) => pages.some((pattern) => urlMatcher(pattern)(url)));
}

/**
 * The rules that a payload may fall under by channel, direction, method and address, in the profiles' order; those
 * for named hosts come before those for any host.
 */
export function candidateRules(profiles: readonly Profile[], request: RequestFacts): RuleMatch[] {
  const url = parseUrl(request.url);
  if (url === undefined) return [];
  const matches = profiles.flatMap((profile) =>
    profile.requests
      .filter((rule) => mayMatch(rule, request) && urlMatcher(rule.url)(url))
      .map((rule) => ({ profile, rule })),
  );
  const isForAnyHost = ({ rule }: RuleMatch) => rule.url.includes('://*/');
  return [...matches.filter((match) => !isForAnyHost(match)), ...matches.filter(isForAnyHost)];
}

/** Paths whose values the candidates need, to tell payloads apart and to name a conversation. */
export function pathsToExtract(candidates: readonly RuleMatch[]): string[] {
  const paths = candidates.flatMap(({ profile, rule }) => [
    ...rule.when.map(({ path }) => path),
    ...[...rule.conversation, ...profile.conversation].flatMap((source) =>
      source.from === 'payload' ? [source.path] : [],
    ),
  ]);
  return [...new Set(paths)];
}

/**
 * The first candidate whose needed paths the payload has, and whose conditions it meets.
 *
 * @param extracted values of `pathsToExtract`; without them no rule with a condition holds
 */
export function ruleFor(
  candidates: readonly RuleMatch[],
  finding: Pick<Finding, 'anatomy'>,
  extracted?: ReadonlyMap<string, string>,
): RuleMatch | undefined {
  let paths: string[] | undefined;
  return candidates.find(({ rule }) => {
    if (!rule.when.every(({ path, is }) => is.includes(extracted?.get(path) ?? ''))) return false;
    if (rule.has === undefined || rule.has.length === 0) return true;
    paths ??= pathsOf(finding.anatomy);
    const present = paths;
    return rule.has.some((pattern) => present.some(pathMatcher(pattern)));
  });
}

/** Where the values of a conversation's identity may stand. */
export interface IdentityFacts {
  /** Values of payload fields, by path, as the engine extracted them. */
  extracted?: ReadonlyMap<string, string>;
  requestUrl?: string;
  pageUrl?: string;
}

/**
 * The conversation that a payload belongs to: the first source of the rule, then of the profile, that yields a
 * value. Content: hash it, drop it.
 */
export function conversationIdentity(
  profile: Profile,
  rule: RequestRule | undefined,
  facts: IdentityFacts,
): string | undefined {
  for (const source of [...(rule?.conversation ?? []), ...profile.conversation]) {
    const value = readSource(source, facts);
    if (value) return decode(value);
  }
  return undefined;
}

/** No identity of a real conversation is only this. */
const SEVERAL = ' several';

function readSource(source: ConversationSource, facts: IdentityFacts): string | undefined {
  if (source.from === 'several') return SEVERAL;
  if (source.from === 'payload') {
    const value = facts.extracted?.get(source.path);
    return value && source.pattern ? firstGroup(source.pattern, value) : value;
  }
  const url = source.from === 'request-url' ? facts.requestUrl : facts.pageUrl;
  return url === undefined ? undefined : firstGroup(source.pattern, url);
}

function mayMatch(rule: RequestRule, { channel, direction, method }: RequestFacts): boolean {
  return (
    rule.direction === direction &&
    (rule.channel as readonly string[]).includes(channel) &&
    (rule.method === undefined || method === '' || rule.method === method)
  );
}

/** The same identity stands percent-encoded in one address and plain in another. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function firstGroup(pattern: string, text: string): string | undefined {
  return regexFor(pattern).exec(text)?.[1];
}

function pathsOf(layer: Layer): string[] {
  return [layer.path, ...layer.children.flatMap(pathsOf)];
}

function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** Profiles are few and their patterns are used on every payload: each is compiled once. */
function once<Compiled>(compile: (pattern: string) => Compiled): (pattern: string) => Compiled {
  const known = new Map<string, Compiled>();
  return (pattern) => {
    const compiled = known.get(pattern) ?? compile(pattern);
    known.set(pattern, compiled);
    return compiled;
  };
}

const urlMatcher = once(compileUrlGlob);
const pathMatcher = once(compileGlob);
const regexFor = once((pattern) => new RegExp(pattern));
