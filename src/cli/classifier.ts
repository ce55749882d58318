/** Joins profile, engine and judge over recorded payloads, as the extension does over live ones. */
import { analyse } from '../engine/analyse.ts';
import type { Ciphertext, Finding, KnownText, Layer } from '../engine/finding.ts';
import { doubtsOf, type SlotReport, Slots } from '../engine/slots/slots.ts';
import type { Observation } from '../messages/observation.ts';
import { incidentalRole } from '../platforms/incidental.ts';
import {
  candidateRules,
  maskPath,
  pathsToExtract,
  type RuleMatch,
  ruleFor,
} from '../platforms/match.ts';
import type { Profile } from '../platforms/profile.ts';
import { profileOf, profiles } from '../platforms/registry.ts';
import { nameTransport } from '../streams/name-transport.ts';
import { type AloneJudgement, judgeAlone, type KnownTexts } from '../verdict/judge-alone.ts';
import type { Payload } from '../verdict/payload.ts';
import { sentence } from '../verdict/rules.ts';
import { beginningOf, withoutBeginnings } from './beginnings.ts';
import { Connections, type RecordMessage } from './connections.ts';
import { profileForUrl, profileNamed } from './find-profile.ts';
import type { ExportedObservation, PayloadRecord } from './record.ts';

/** The answer to one line. */
export interface Classified {
  id: string | number;
  /** Id of the profile whose rule matched, or that was named; `site` for none. */
  platform: string;
  /** What the request is for, by the profile. */
  role: string;
  verdict: AloneJudgement['verdict'];
  strength: AloneJudgement['strength'];
  /** Most important first. `note`: the reason in words. */
  reasons: { rule: string; path: string; note: string }[];
  /** Ids of the envelopes that were recognised. */
  envelopes: string[];
  anatomy: Layer;
  /** What is known, with this payload, of the places of its ciphertexts, see docs/method/slots.md. */
  slots?: SlotReport[];
  /** What of the payload was looked at. */
  coverage: { complete: boolean; size: number; seen: number; limits: string[]; unseen?: string };
}

/** More than in a page: nobody waits for the answer, and there is no clock. */
const LIMITS = {
  bytes: 64 * 1024 * 1024,
  decodedBytes: 32 * 1024 * 1024,
  leaves: 50_000,
  milliseconds: Number.POSITIVE_INFINITY,
};
/** Shorter texts stand in other things by chance, UTF-8 bytes. */
const SEARCHABLE = 20;
/** Texts whose search patterns are kept: captures repeat them line by line. */
const REMEMBERED = 256;
/** Channels whose requests look alike on the wire: a capture rarely tells which interface made them. */
const HTTP = ['fetch', 'xhr', 'form', 'beacon'] as const;
/** Where no profile knows the address: whoever runs the host is the service. */
const UNKNOWN_SITE = 'site';

/** Reads the lines of one capture, in their order. */
export class Classifier {
  readonly #connections = new Connections();
  readonly #slots = new Slots();
  readonly #known = new Map<string, KnownText>();
  #texts = 0;

  /** The verdict on one recorded payload; where it completes several messages, the one that says most. */
  classify(record: PayloadRecord): Classified {
    const drafts = (record.drafts ?? []).filter((text) => text.trim() !== '');
    const bytes = new Uint8Array(Buffer.from(record.bytes_b64, 'base64'));
    const [first, ...others] = this.#connections.messagesOf(record, bytes).map((message) => {
      const { payload, slots } = this.#observe(record, message, drafts);
      const judged = answer(record.id, payload, textsOf(drafts));
      return slots.length > 0 ? { ...judged, slots } : judged;
    });
    if (first === undefined) throw new Error('a record has a message at least');
    return others.reduce((best, one) => (rank(one) < rank(best) ? one : best), first);
  }

  /** The verdict on one line of an export: what was found in the page is judged again, by itself. */
  judgeExported(observation: ExportedObservation): Classified {
    const { receivedAt, service, session, frame, schema, ...observed } = observation;
    const profile = profileOf(observed.platform);
    const payload = payloadOf(observed as Observation, profile);
    // Its texts are kept nowhere, and so neither is their length.
    const texts = { count: observed.finding.searched.length, shortest: 0, searchable: false };
    return answer(observed.id, payload, texts);
  }

  #observe(
    record: PayloadRecord,
    message: RecordMessage,
    drafts: readonly string[],
  ): { payload: Payload; slots: SlotReport[] } {
    const named = profileNamed(record.platform ?? '') ?? profileForUrl(record.url);
    const candidates = candidatesFor(record, named);
    const input = { bytes: message.bytes, url: record.url, contentType: record.contentType ?? '' };
    const ciphertexts: Ciphertext[] = [];
    const known = drafts.map((text) => this.#knownText(text));
    const { finding: found, extracted } = analyse(input, {
      knownTexts: [...known, ...known.flatMap(beginningOf)],
      extract: pathsToExtract(candidates),
      explainedFields: candidates.flatMap(({ rule }) => rule.explained),
      limits: LIMITS,
      onCiphertext: (ciphertext) => ciphertexts.push(ciphertext),
    });
    const { finding, parts } = withoutBeginnings(found);
    const match = ruleFor(candidates, finding, extracted);
    const profile = match?.profile ?? named;
    const wire = wireOf(record);
    const { channel, direction, host } = wire;
    const place = { platform: profile?.id ?? host, channel, direction };
    // A message whose text is found is no secret: it is told by itself.
    const sealed = finding.texts.length > 0 ? [] : ciphertexts;
    const slots = this.#slots.add(place, sealed, input, textLength(drafts, direction));
    const doubts = doubtsOf(slots, direction);
    const observation: Observation = {
      id: 1,
      at: 0,
      wire,
      platform: profile?.id ?? UNKNOWN_SITE,
      rule: match?.rule.id ?? '',
      role: match?.rule.role ?? roleByAddress(record),
      conversation: '',
      finding: message.transport ? nameTransport(finding, message.transport) : finding,
      ...(message.unseen && !isWhole(message, finding) ? { unseen: message.unseen } : {}),
      ...(parts.length > 0 ? { parts } : {}),
      ...(doubts.length > 0 ? { slots: doubts } : {}),
    };
    return { payload: payloadOf(observation, profile), slots };
  }

  #knownText(text: string): KnownText {
    const known = this.#known.get(text);
    if (known) return known;
    this.#texts += 1;
    const fresh = { id: `draft:${this.#texts}`, text };
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(text, fresh);
    return fresh;
  }
}

/** What looked like the beginning of a longer message is one by itself when it can be taken apart to its end. */
function isWhole({ unseen }: RecordMessage, { anatomy }: Finding): boolean {
  return unseen === 'unfinished' && anatomy.format !== 'leaf';
}

/** Addresses whose rules are kept: the frames of a socket share one. */
const KEPT_ADDRESSES = 512;
const candidatesKept = new Map<string, RuleMatch[]>();

function candidatesFor(record: PayloadRecord, named: Profile | undefined): RuleMatch[] {
  const { transport, direction, url } = record;
  const method = record.method?.toUpperCase() ?? '';
  const key = [named?.id, transport, direction, method, url].join(' ');
  const known = candidatesKept.get(key);
  if (known) return known;
  const isHttp = (HTTP as readonly string[]).includes(transport);
  const channels = isHttp ? [...new Set([transport, ...HTTP])] : [transport];
  const ofProfiles = (some: readonly Profile[]) =>
    channels.flatMap((channel) => candidateRules(some, { channel, direction, method, url }));
  const others = profiles.filter((profile) => profile !== named);
  const all = [...(named ? ofProfiles([named]) : []), ...ofProfiles(others)];
  const candidates = [...new Map(all.map((match) => [match.rule, match])).values()];
  if (candidatesKept.size >= KEPT_ADDRESSES) candidatesKept.clear();
  candidatesKept.set(key, candidates);
  return candidates;
}

/** A socket's address says nothing of its single frames. */
function roleByAddress({ transport, url, contentType }: PayloadRecord) {
  const isHttp = (HTTP as readonly string[]).includes(transport);
  return isHttp ? incidentalRole(url, contentType ?? '') : 'unknown';
}

function payloadOf(observation: Observation, profile: Profile | undefined): Payload {
  const rule = profile?.requests.find(({ id }) => id === observation.rule);
  const site = profileOf(UNKNOWN_SITE);
  const context = profile ?? site;
  if (context === undefined) throw new Error('the profile of added sites is missing');
  return {
    observation,
    context: { profile: context, addedSite: context === site },
    foreign: false,
    ...(rule ? { rule } : {}),
  };
}

function wireOf({ url, transport, direction, method, secure }: PayloadRecord): Observation['wire'] {
  const { protocol, host, pathname } = new URL(url);
  // A data channel is DTLS whatever the page's own scheme is (RFC 8827 §6.5).
  const sealed = protocol === 'https:' || protocol === 'wss:' || transport === 'datachannel';
  return {
    channel: transport,
    direction,
    method: method?.toUpperCase() ?? '',
    scheme: protocol.slice(0, -1),
    host,
    path: maskPath(pathname),
    secure: secure ?? sealed,
    thirdParty: false,
  };
}

/** Bytes of the text that the payload carries, where there is only one that it can be. */
function textLength(drafts: readonly string[], direction: 'out' | 'in'): number | undefined {
  const [only, ...others] = drafts;
  const isKnown = only !== undefined && others.length === 0 && direction === 'out';
  return isKnown ? Buffer.byteLength(only) : undefined;
}

function textsOf(drafts: readonly string[]): KnownTexts {
  const bytes = drafts.map((text) => Buffer.byteLength(text.trim()));
  return {
    count: drafts.length,
    shortest: Math.min(...drafts.map((text) => text.length)),
    searchable: bytes.length > 0 && bytes.every((length) => length >= SEARCHABLE),
  };
}

/** Of several messages in one payload: what is readable first, then what keeps us from a claim. */
const ORDER: readonly Classified['verdict'][] = [
  'plaintext',
  'tls-only',
  'inconclusive',
  'e2ee',
  'not-a-message',
];

function rank({ verdict }: Classified): number {
  return ORDER.indexOf(verdict);
}

function answer(id: string | number, payload: Payload, texts: KnownTexts): Classified {
  const { finding, platform, role, unseen } = payload.observation;
  const { verdict, strength, reasons } = judgeAlone(payload, texts);
  const whole = finding.limits.length === 0 && finding.seen >= finding.size;
  return {
    id,
    platform,
    role,
    verdict,
    strength,
    reasons: reasons.map((reason) => ({
      rule: reason.rule,
      path: reason.path ?? '',
      note: sentence(reason),
    })),
    envelopes: [...new Set(finding.envelopes.map((envelope) => envelope.id))],
    anatomy: finding.anatomy,
    coverage: {
      complete: whole && unseen === undefined,
      size: finding.size,
      seen: finding.seen,
      limits: finding.limits,
      ...(unseen ? { unseen } : {}),
    },
  };
}
