/** The engine's entry: what one payload is made of, and whether a known text stands in it. */
import { Anatomist } from './anatomy.ts';
import { Content } from './content.ts';
import { piecesOfParts } from './decoders/multipart.ts';
import { piecesOfUrl } from './decoders/url.ts';
import { findEnvelopes } from './envelopes/find-envelopes.ts';
import { extractValues } from './extract.ts';
import type {
  AnalyseOptions,
  Analysis,
  Finding,
  Opening,
  PayloadInput,
  PayloadPart,
} from './finding.ts';
import { Budget, DEFAULT_LIMITS } from './limits.ts';
import type { Node } from './node.ts';
import { findHashes } from './search/find-hashes.ts';
import { findTexts } from './search/find-texts.ts';
import { Needle } from './search/needle.ts';

/**
 * Analyses one payload. Synchronous, bounded by `options.limits`, deterministic but for its time limit, and it does
 * not throw: whatever the bytes are, there is a finding.
 */
export function analyse(input: PayloadInput, options: AnalyseOptions = {}): Analysis {
  try {
    return takeApart(input, options);
  } catch {
    return withoutAnatomy(input, options);
  }
}

function takeApart(input: PayloadInput, options: AnalyseOptions): Analysis {
  const limits = options.limits ? { ...DEFAULT_LIMITS, ...options.limits } : DEFAULT_LIMITS;
  const budget = new Budget(limits, options.clock ?? Date.now);
  const needles = needlesOf(options);
  const knownTexts = needles.map((needle) => needle.text);
  const anatomist = new Anatomist(budget, knownTexts, options);
  const { root, seen } = growPayload(anatomist, input, budget, knownTexts);
  if (input.url !== undefined) attachUrl(anatomist, root, input.url, knownTexts);
  const { explainedFields = NO_NAMES, onCiphertext } = options;
  const envelopes = findEnvelopes(root, anatomist, explainedFields, onCiphertext);
  const kept = needles.filter((needle) => !needle.readableOnly);
  const openings = openingsOf(anatomist, kept, budget.isHit);
  const hashes = findHashes(root, kept);
  const finding: Finding = {
    schema: 'sealcheck/finding@1',
    size: sizeOf(input),
    seen,
    anatomy: root.layer,
    envelopes,
    texts: findTexts(root, needles, budget.isHit),
    searched: needles.map((needle) => needle.id),
    limits: budget.isHit ? [...budget.hits] : [],
  };
  if (openings.length > 0) finding.openings = openings;
  if (hashes.length > 0) finding.hashes = hashes;
  return { finding, extracted: extractValues(root, options.extract ?? NO_NAMES) };
}

const NO_NAMES: readonly string[] = [];
const NO_NEEDLES: readonly Needle[] = [];

function needlesOf({ knownTexts }: AnalyseOptions): readonly Needle[] {
  return knownTexts === undefined ? NO_NEEDLES : knownTexts.map((known) => Needle.of(known));
}

/** What the payload's observed encryptions hold. A text inside stands readable for nobody without the key. */
function openingsOf(
  { opened }: Anatomist,
  needles: readonly Needle[],
  limited: boolean,
): Opening[] {
  if (opened.length === 0) return [];
  return opened.map(({ path, call, isTransport, isHidden, root }): Opening => {
    const texts = isTransport || !root ? [] : findTexts(root, needles, limited);
    const extent = texts.find((text) => text.extent === 'whole') ?? texts[0];
    return {
      path,
      algorithm: call.algorithm.toLowerCase(),
      key: call.key.origin,
      ...(call.key.atService && !isHidden ? { keyAtService: call.key.atService } : {}),
      size: call.plain.length,
      ...(isTransport ? { transport: true } : {}),
      ...(extent ? { holds: extent.extent } : {}),
    };
  });
}

/**
 * The last boundary: what made the engine fail (too deep a nesting for the stack, most likely) is not looked into, the
 * raw bytes are searched, and the limit that is named keeps the finding from supporting anything.
 */
function withoutAnatomy(input: PayloadInput, options: AnalyseOptions): Analysis {
  const needles = needlesOf(options);
  const all = [input.bytes ?? new Uint8Array(0), ...(input.parts ?? []).map((part) => part.bytes)];
  const found = needles.filter(
    (needle) => !needle.readableOnly && all.some((bytes) => needle.standsIn(bytes)),
  );
  const seen = all.reduce((sum, bytes) => sum + bytes.length, 0);
  const finding: Finding = {
    schema: 'sealcheck/finding@1',
    size: sizeOf(input),
    seen,
    anatomy: { path: '', format: 'leaf', size: seen, class: 'structured', children: [] },
    envelopes: [],
    texts: found.map(({ id, cut: partly }) => ({
      needle: id,
      path: '',
      layers: ['bytes'],
      extent: partly ? 'part' : 'whole',
    })),
    searched: needles.map((needle) => needle.id),
    limits: ['depth'],
  };
  return { finding, extracted: new Map() };
}

function growPayload(
  anatomist: Anatomist,
  input: PayloadInput,
  budget: Budget,
  knownTexts: readonly string[],
): { root: Node; seen: number } {
  const contentType = input.contentType?.toLowerCase() ?? '';
  if (input.parts === undefined) {
    const bytes = cut(input.bytes ?? new Uint8Array(0), budget.limits.bytes, budget);
    return { root: anatomist.grow(new Content(bytes), '', contentType), seen: bytes.length };
  }
  let left = budget.limits.bytes;
  const parts: PayloadPart[] = input.parts.map((part) => {
    const bytes = cut(part.bytes, left, budget);
    left -= bytes.length;
    return { ...part, bytes };
  });
  const seen = parts.reduce((sum, part) => sum + part.bytes.length, 0);
  const pieces = piecesOfParts(parts, knownTexts);
  const root = anatomist.gather(new Content(''), '', 'multipart', { pieces });
  root.layer.size = seen;
  return { root, seen };
}

function cut(bytes: Uint8Array, limit: number, budget: Budget): Uint8Array {
  if (bytes.length <= limit) return bytes;
  budget.hits.add('bytes');
  return bytes.subarray(0, limit);
}

function sizeOf({ bytes, parts, size }: PayloadInput): number {
  const given = parts
    ? parts.reduce((sum, part) => sum + Math.max(part.size, part.bytes.length), 0)
    : (bytes?.length ?? 0);
  return Math.max(size ?? 0, given);
}

/** The URL is a layer beside the body's own: it leaves with it. */
function attachUrl(
  anatomist: Anatomist,
  root: Node,
  url: string,
  knownTexts: readonly string[],
): void {
  const pieces = piecesOfUrl(url, knownTexts);
  if (pieces.length === 0) return;
  const node = anatomist.gather(new Content(url), 'url', 'url', { pieces });
  root.children.push(node);
  root.layer.children.push(node.layer);
}
