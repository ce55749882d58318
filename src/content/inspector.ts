/**
 * Joins the three things that only meet here: what the tap saw, what the person typed, and the engine. Takes
 * payloads, gives observations without content; the bytes end here.
 */
import { analyse } from '../engine/analyse.ts';
import type { Ciphertext, Finding, KnownText, PayloadInput } from '../engine/finding.ts';
import { doubtsOf, type SlotDoubt, Slots } from '../engine/slots/slots.ts';
import type { Briefing } from '../messages/messages.ts';
import {
  INSIDE_CHANNELS,
  type Observation,
  type RenderedText,
  type RequestRole,
  type Wire,
} from '../messages/observation.ts';
import type { TapPayload } from '../messages/tap-message.ts';
import {
  candidateRules,
  conversationIdentity,
  maskPath,
  pathsToExtract,
  ruleFor,
} from '../platforms/match.ts';
import type { Profile } from '../platforms/profile.ts';
import { nameTransport } from '../streams/name-transport.ts';
import type { Transport } from '../streams/stream-message.ts';
import type { CipherLog } from './cipher-log.ts';
import { Connections, type SocketMessage } from './connections.ts';
import { hashConversation } from './conversation-hash.ts';
import { payloadInput } from './payload-input.ts';
import {
  LINK_NEEDLE,
  partPaths,
  partsAmong,
  type SplitTexts,
  splitTexts,
  type TypedText,
} from './typed-parts.ts';

export interface Inspection {
  observation: Observation;
  /** The texts found, by needle, with the place in words: host and field path. */
  found: { needle: string; where: string }[];
  /** Every byte was searched. */
  complete: boolean;
  /** What was found was typed, and not sent yet. */
  beforeSend: boolean;
}

const HTTP_FAMILY = new Set(['http:', 'https:', 'ws:', 'wss:']);
const UNRULED_LIMIT = 65_536;
const INSIDE = new Set<string>(INSIDE_CHANNELS);

/** Types of what pages are built from: the words in them are an interface's. */
const BUILDING_MATERIAL =
  /^(?:text\/(?:html|css|javascript|ecmascript)|application\/(?:x-)?(?:javascript|ecmascript|wasm|manifest\+json|font-)|(?:image|audio|video|font)\/)/i;

/** Needles for texts that the page has shown, see rendered-text.ts. */
const RENDERED_NEEDLE = 'rendered:';
/** Places told of one payload. */
const MOST_RENDERED = 12;

/** Steps of the Noise handshake, and a connection's first bytes. */
const HANDSHAKES: ReadonlySet<string> = new Set([
  'opening',
  'client-hello',
  'server-hello',
  'client-finish',
]);

export class Inspector {
  readonly #briefing: Briefing;
  readonly #ciphers: CipherLog;
  readonly #connections = new Connections();
  readonly #slots = new Slots();
  #count = 0;

  constructor(briefing: Briefing, ciphers: CipherLog) {
    this.#briefing = briefing;
    this.#ciphers = ciphers;
  }

  /** Hash of the conversation that the page's own address names. */
  pageConversation(): string {
    const { profile } = this.#briefing;
    const identity = conversationIdentity(profile, undefined, { pageUrl: location.href });
    return this.#hash(profile.id, identity ?? location.origin);
  }

  /** One for each message; none for what never leaves the browser (blob:, data:, our own pages). */
  inspect(
    payload: TapPayload,
    needles: readonly KnownText[],
    typed: readonly TypedText[] = [],
  ): Inspection[] {
    const url = this.#resolve(payload);
    if (url === undefined) return [];
    const messages = this.#connections.messagesOf(payload, url.href);
    return messages.flatMap((message) => this.#inspectMessage(message, url, needles, typed) ?? []);
  }

  #inspectMessage(
    { payload, transport }: SocketMessage,
    url: URL,
    needles: readonly KnownText[],
    typed: readonly TypedText[],
  ): Inspection | undefined {
    const { profile, protocols } = this.#briefing;
    const profiles = [profile, ...protocols];
    const request = { ...payload, url: url.href, method: payload.method.toUpperCase() };
    const candidates = candidateRules(profiles, request);
    if (payload.direction === 'in' && candidates.length === 0 && !this.#listensToAll(payload)) {
      return undefined;
    }
    const observed = this.#ciphers.calls();
    const isHandshake = HANDSHAKES.has(transport?.detail ?? '');
    const input = payloadInput(payload, url);
    const ciphertexts: Ciphertext[] = [];
    const { finding: bare, extracted } = analyse(input, {
      knownTexts: needles,
      onCiphertext: (ciphertext) => ciphertexts.push(ciphertext),
      ...(observed ? { observed } : {}),
      inTransport: transport !== undefined && !isHandshake && transport.id !== 'saltyrtc',
      extract: pathsToExtract(candidates),
      explainedFields: candidates.flatMap((candidate) => candidate.rule.explained),
    });
    const whole = transport ? withTransport(bare, transport, isHandshake) : bare;
    const match = ruleFor(candidates, whole, extracted);
    const role = match?.rule.role ?? 'unknown';
    const split = this.#splitTyped({ payload, url, role, finding: whole, needles, typed });
    const rendered = renderedIn(whole);
    // A message whose text is found is no secret: it is told by itself.
    const sealed = whole.texts.length > 0 ? [] : ciphertexts;
    const slots = this.#doubts(payload, match?.profile ?? profile, sealed, input);
    const finding: Finding = { ...whole, texts: split.texts };
    const platform = match?.profile ?? profile;
    const identity = conversationIdentity(platform, match?.rule, {
      extracted,
      requestUrl: url.href,
      pageUrl: location.href,
    });
    const observation: Observation = {
      id: this.#nextId(),
      at: Date.now() - Math.round(performance.now() - payload.at),
      wire: this.#wire(payload, url),
      platform: platform.id,
      rule: match?.rule.id ?? '',
      role,
      conversation:
        identity === undefined ? this.pageConversation() : this.#hash(platform.id, identity),
      finding,
      ...(split.parts.length > 0 ? { parts: split.parts } : {}),
      ...(rendered.length > 0 ? { rendered } : {}),
      ...(payload.unseen ? { unseen: payload.unseen } : {}),
      ...(slots.length > 0 ? { slots } : {}),
    };
    return {
      observation,
      beforeSend: split.beforeSend,
      found: found(finding, observation.wire),
      complete: payload.unseen === undefined && finding.limits.length === 0,
    };
  }

  /** What the page's ciphertexts, taken together, say against those of the payload. A page is one site: no host is needed. */
  #doubts(
    { channel, direction }: TapPayload,
    { id: platform }: Profile,
    ciphertexts: readonly Ciphertext[],
    input: PayloadInput,
  ): SlotDoubt[] {
    if (INSIDE.has(channel)) return [];
    return doubtsOf(
      this.#slots.add({ platform, channel, direction }, ciphertexts, input),
      direction,
    );
  }

  /** What was found, whole or in part. In the message itself only the whole text counts. */
  #splitTyped(facts: {
    payload: TapPayload;
    url: URL;
    role: RequestRole;
    finding: Finding;
    needles: readonly KnownText[];
    typed: readonly TypedText[];
  }): SplitTexts {
    const { payload, url, role, finding, needles, typed } = facts;
    const isDraft = ({ needle }: { needle: string }) => needle.startsWith('draft:');
    const whole = finding.texts.filter(
      ({ needle }) => !needle.startsWith(LINK_NEEDLE) && !needle.startsWith(RENDERED_NEEDLE),
    );
    const drafts = whole.length > 0 && whole.every(isDraft);
    const isMessage = role === 'message' || role === 'edit';
    // On a site that the person added, a request with a text that was sent may be the message.
    const mayBe = role === 'unknown' && this.#isAddedSite && whole.length > 0 && !drafts;
    const isBeside = payload.direction === 'out' && !INSIDE.has(payload.channel);
    if (!isBeside || isMessage || mayBe) return { texts: whole, parts: [], beforeSend: drafts };
    const split = splitTexts(finding, needles);
    if (split.texts.length > 0) return { ...split, beforeSend: split.texts.every(isDraft) };
    if (split.parts.length > 0 || payload.size > UNRULED_LIMIT) return split;
    const paths = partPaths(finding, typed);
    if (paths.length === 0) return split;
    const { extracted } = analyse(payloadInput(payload, url), { extract: paths });
    return { ...split, ...partsAmong(extracted, typed) };
  }

  get #isAddedSite(): boolean {
    return this.#briefing.protocols.length > 0;
  }

  /** True for an incoming payload that may bring messages: by a rule, or on a site that the person added. */
  mayBringMessages(payload: TapPayload): boolean {
    const url = payload.direction === 'in' ? this.#resolve(payload) : undefined;
    if (url === undefined || payload.body === null) return false;
    if (BUILDING_MATERIAL.test(payload.contentType.trim())) return false;
    const { profile, protocols } = this.#briefing;
    const request = { ...payload, url: url.href, method: payload.method.toUpperCase() };
    const roles = candidateRules([profile, ...protocols], request).map(({ rule }) => rule.role);
    const isKnown = roles.some((role) => role === 'receive' || role === 'message');
    return isKnown || (roles.length === 0 && this.#listensToAll(payload));
  }

  /** On a site that the person added, no rule tells which responses carry messages: small ones are looked at. */
  #listensToAll(payload: TapPayload): boolean {
    return this.#isAddedSite && payload.size <= UNRULED_LIMIT;
  }

  #resolve(payload: TapPayload): URL | undefined {
    if (INSIDE.has(payload.channel) || payload.channel === 'datachannel') {
      return new URL(location.href);
    }
    try {
      const url = new URL(payload.url, document.baseURI);
      return HTTP_FAMILY.has(url.protocol) ? url : undefined;
    } catch {
      return undefined;
    }
  }

  #wire(payload: TapPayload, url: URL): Wire {
    const inside = INSIDE.has(payload.channel);
    return {
      channel: payload.channel,
      direction: payload.direction,
      method: payload.method.toUpperCase(),
      scheme: url.protocol.replace(':', ''),
      host: url.host,
      path: inside ? '' : maskPath(url.pathname),
      // A data channel is DTLS whatever the page's own scheme is (RFC 8827 §6.5).
      secure:
        inside ||
        payload.channel === 'datachannel' ||
        url.protocol === 'https:' ||
        url.protocol === 'wss:',
      // The background decides: it has the list of public suffixes.
      thirdParty: false,
    };
  }

  #hash(platform: string, identity: string): string {
    return hashConversation(this.#briefing.conversationKey, platform, identity);
  }

  #nextId(): number {
    this.#count += 1;
    return this.#count;
  }
}

/** Where texts stand that the page has shown since. A part of one may stand anywhere. */
function renderedIn({ texts }: Finding): RenderedText[] {
  return texts
    .filter(({ needle, extent }) => needle.startsWith(RENDERED_NEEDLE) && extent === 'whole')
    .slice(0, MOST_RENDERED)
    .map(({ needle, path }) => ({ needle, path }));
}

/** What opens a connection holds keys and no message. */
function withTransport(finding: Finding, transport: Transport, isHandshake: boolean): Finding {
  const named = nameTransport(finding, transport);
  if (!isHandshake) return named;
  const envelopes = named.envelopes.map((envelope) =>
    envelope.id === transport.id ? { ...envelope, role: 'key-exchange' as const } : envelope,
  );
  return { ...named, envelopes };
}

function found(finding: Finding, wire: Wire): { needle: string; where: string }[] {
  return finding.texts
    .filter((text) => text.extent === 'whole')
    .map(({ needle, path }) => ({
      needle,
      where: path === '' ? wire.host : `${wire.host} ${path}`,
    }));
}
