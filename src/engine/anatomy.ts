/** Takes a payload apart: finds the decoder that fits, goes on with its children, within a budget. */
import { Content } from './content.ts';
import type { Context, Decoded, Decoder, Piece } from './decoders/decoder.ts';
import { byFirstByte, byteRow, textRow } from './decoders/first-byte.ts';
import { mayBeWrapped } from './decoders/may-be-wrapped.ts';
import { BYTE_DECODERS, TEXT_DECODERS } from './decoders/registry.ts';
import type { EnvelopeParts } from './envelopes/envelope.ts';
import { nodeClass } from './envelopes/node-class.ts';
import { BYTE_ENVELOPES } from './envelopes/registry.ts';
import { joinPath, lastName } from './field-path.ts';
import type { AnalyseOptions, Layer } from './finding.ts';
import { describeLeaf } from './leaves/leaf.ts';
import type { Budget } from './limits.ts';
import type { Node } from './node.ts';
import { MIN_SEALED, type ObservedCalls, type ObservedSpan } from './observed-calls.ts';

/** Shorter texts are leaves: nothing is wrapped in so few characters. */
const MIN_WRAPPED = 5;

const SURE_DECODERS = TEXT_DECODERS.filter(({ isSure }) => isSure !== undefined);
const NONE: readonly Decoder[] = [];
const textDecoders = byFirstByte(TEXT_DECODERS);
const byteDecoders = byFirstByte(BYTE_DECODERS);
const byteEnvelopes = byFirstByte(BYTE_ENVELOPES);
const writtenEnvelopes = byFirstByte(BYTE_ENVELOPES.filter((envelope) => envelope.written));

const OBSERVED = 'observed-encryption';
/** Bytes of framing around each sealed part of a transport: a length, a nonce's counter. */
const MOST_FRAMING = 8;
const MOST_OPENED = 200;

export interface OpenedNode extends Pick<ObservedSpan, 'call'> {
  path: string;
  /** The encryption of the connection itself. */
  isTransport: boolean;
  /** Another encryption stands around it, with a key that is not known to be at the service. */
  isHidden: boolean;
  /** What went into the call, taken apart. */
  root?: Node;
}

export class Anatomist {
  readonly #budget: Budget;
  readonly #knownTexts: readonly string[];
  readonly #observed: ObservedCalls | undefined;
  readonly #inTransport: boolean;
  /** What is followed now stands inside an encryption whose key is not known to be at the service. */
  #isHidden = false;
  /** Layers that observed calls sealed, outer ones first. */
  readonly opened: OpenedNode[] = [];

  constructor(
    budget: Budget,
    knownTexts: readonly string[],
    { observed, inTransport = false }: Pick<AnalyseOptions, 'observed' | 'inTransport'> = {},
  ) {
    this.#budget = budget;
    this.#knownTexts = knownTexts;
    this.#observed = observed;
    this.#inTransport = inTransport;
  }

  /** The tree of the content at `path`. */
  grow(content: Content, path: string, contentType: string): Node {
    return this.#follow(content, path, {
      contentType,
      parent: '',
      name: lastName(path),
      depth: 0,
      knownTexts: this.#knownTexts,
    });
  }

  /** A layer whose children are given rather than decoded. */
  gather(content: Content, path: string, format: string, decoded: Decoded): Node {
    const context = this.#context('', format, lastName(path), 0);
    return this.#inner(content, path, format, context, decoded);
  }

  #context(contentType: string, parent: string, name: string, depth: number): Context {
    return { contentType, parent, name, depth, knownTexts: this.#knownTexts };
  }

  #follow(content: Content, path: string, context: Context): Node {
    if (this.#budget.expired() || isPlain(content)) return this.#leaf(content, path, context.name);
    const opened = this.#observed && this.#openWhole(content, path, context);
    if (opened) return opened;
    const parts = recogniseEnvelope(content, context);
    if (parts) return this.#envelope(content, path, context, parts);
    const sure = sureDecoders(content, context);
    const inner =
      this.#firstThatDecodes(sure, NONE, content, path, context) ??
      this.#firstThatDecodes(fittingDecoders(content, context), sure, content, path, context);
    if (inner) return inner;
    const leaf = this.#leaf(content, path, context.name);
    return (this.#observed && this.#openWithin(leaf, context)) ?? leaf;
  }

  #firstThatDecodes(
    decoders: readonly Decoder[],
    tried: readonly Decoder[],
    content: Content,
    path: string,
    context: Context,
  ): Node | undefined {
    for (const decoder of decoders) {
      if (tried.includes(decoder)) continue;
      if (!this.#budget.allowsDepth(context.depth)) return undefined;
      const decoded = decodeSafely(decoder, content, context, this.#budget);
      if (decoded) return this.#inner(content, path, decoder.id, context, decoded);
    }
    return undefined;
  }

  /** All of the content is what one observed call gave. */
  #openWhole(content: Content, path: string, context: Context): Node | undefined {
    if (content.isString) return undefined;
    const call = this.#observed?.whole(content.bytes);
    if (call === undefined || !this.#budget.allowsDepth(context.depth)) return undefined;
    return this.#openSpans(content, path, context, [{ start: 0, end: content.size, call }]);
  }

  /** What observed calls gave stands in a leaf that nothing explains: behind a nonce, in frames. */
  #openWithin({ layer, content }: Node, context: Context): Node | undefined {
    if (content.isString || content.size < MIN_SEALED || layer.class === 'text') return undefined;
    const spans = this.#observed?.within(content.bytes) ?? [];
    if (spans.length === 0 || !this.#budget.allowsDepth(context.depth)) return undefined;
    return this.#openSpans(content, layer.path, context, spans);
  }

  #openSpans(content: Content, path: string, context: Context, spans: ObservedSpan[]): Node {
    const node = newNode(content, path, OBSERVED, context.name);
    const covered = spans.reduce((sum, { start, end }) => sum + end - start, 0);
    const isTransport =
      this.#inTransport && path === '' && content.size - covered <= MOST_FRAMING * spans.length;
    // Sealed bytes stay what they look like; only a transport's own encryption is gone through as if it were not there.
    if (!isTransport) describeLeaf(node.layer, content);
    this.#budget.takeLeaf();
    const inner = this.#context('', OBSERVED, context.name, context.depth + 1);
    for (const { call } of spans) {
      if (this.opened.length >= MOST_OPENED || call.plain.length > this.#budget.decodedLeft) {
        this.#budget.hits.add('decoded-bytes');
        break;
      }
      this.#budget.takeDecoded(call.plain.length);
      const isHidden = this.#isHidden;
      const entry: OpenedNode = { path, call, isTransport, isHidden };
      this.opened.push(entry);
      this.#isHidden ||= !isTransport && call.key.atService === undefined;
      const child = this.#follow(new Content(call.plain), path, inner);
      this.#isHidden = isHidden;
      entry.root = child;
      if (isTransport) node.children.push(child);
      else node.sealed = [...(node.sealed ?? []), child];
      node.layer.children.push(child.layer);
    }
    return node;
  }

  #inner(content: Content, path: string, format: string, context: Context, decoded: Decoded): Node {
    const node = newNode(content, path, format, context.name);
    let omitted = decoded.omitted ?? 0;
    if (omitted > 0 && decoded.pieces.length >= this.#budget.leavesLeft) {
      this.#budget.hits.add('leaves');
    }
    for (const piece of decoded.pieces) {
      const child = this.#piece(piece, path, format, context.depth + 1);
      if (child === undefined) omitted += 1;
      else {
        node.children.push(child);
        node.layer.children.push(child.layer);
      }
    }
    if (omitted > 0) node.layer.omitted = omitted;
    if (decoded.document !== undefined) node.document = decoded.document;
    return node;
  }

  #piece(piece: Piece, parentPath: string, parent: string, depth: number): Node | undefined {
    const budget = this.#budget;
    if (budget.expired() || budget.leavesLeft <= 0) {
      if (budget.leavesLeft <= 0) budget.hits.add('leaves');
      return undefined;
    }
    const path = joinPath(parentPath, piece.segment);
    // A name holds where nothing stands before the segment, as in most payloads.
    const name = parentPath === '' && piece.name !== undefined ? piece.name : lastName(path);
    const child = this.#pieceNode(piece, path, name, parent, depth);
    if (piece.origin) child.origin = piece.origin;
    return child;
  }

  #pieceNode(piece: Piece, path: string, name: string, parent: string, depth: number): Node {
    if (piece.class !== undefined) {
      this.#budget.takeLeaf();
      const node = newNode(piece.content, path, 'leaf', name);
      node.layer.class = piece.class;
      return node;
    }
    // Most leaves are this: no context is made for them.
    if (piece.via === undefined && isPlain(piece.content)) {
      return this.#leaf(piece.content, path, name);
    }
    const context = this.#context(piece.contentType ?? '', parent, name, depth);
    if (piece.via === undefined) return this.#follow(piece.content, path, context);
    const inner = { pieces: [{ segment: '', content: piece.content }] };
    return this.#inner(piece.content, path, piece.via, context, inner);
  }

  #leaf(content: Content, path: string, name: string): Node {
    this.#budget.takeLeaf();
    const node = newNode(content, path, 'leaf', name);
    describeLeaf(node.layer, content);
    return node;
  }

  #envelope(content: Content, path: string, context: Context, parts: EnvelopeParts): Node {
    const node = newNode(content, path, parts.id, context.name);
    node.layer.envelope = parts.id;
    const inner = this.#context('', parts.id, context.name, context.depth + 1);
    const ciphertext = this.#follow(new Content(parts.ciphertext), path, inner);
    node.children.push(ciphertext);
    for (const part of parts.parts) {
      const child = newNode(new Content(part.bytes), joinPath(path, part.name), 'leaf', part.name);
      this.#budget.takeLeaf();
      child.layer.class = 'identifier';
      child.explained = true;
      node.children.push(child);
    }
    node.layer.children.push(...node.children.map((child) => child.layer));
    node.match = {
      id: parts.id,
      path,
      role: parts.role,
      ciphertext: { path, size: parts.ciphertext.length, class: nodeClass(ciphertext) },
    };
    return node;
  }
}

function newNode(content: Content, path: string, format: string, name: string): Node {
  const layer: Layer = { path, format, size: content.size, children: [] };
  return { layer, content, children: [], name, explained: false };
}

/** True for a text that wraps nothing. */
function isPlain(content: Content): boolean {
  if (!content.isString) return false;
  return (content.text ?? '').length < MIN_WRAPPED || !mayBeWrapped(content);
}

/** Those that need not be compared with others. */
function sureDecoders(content: Content, context: Context): readonly Decoder[] {
  for (const decoder of SURE_DECODERS) {
    if (decoder.isSure?.(content, context) && decoder.fit(content, context) > 0) return [decoder];
  }
  return NONE;
}

/** Best fit first, in the table's order where they fit equally well. */
function fittingDecoders(content: Content, context: Context): Decoder[] {
  const fitting: Decoder[] = [];
  const fits: number[] = [];
  if (content.text !== undefined) {
    const decoders = textDecoders[textRow(content)] ?? TEXT_DECODERS;
    considerAll(decoders, content, context, fitting, fits);
  }
  if (!content.isString) {
    const decoders = byteDecoders[byteRow(content)] ?? BYTE_DECODERS;
    considerAll(decoders, content, context, fitting, fits);
  }
  return fitting;
}

/** By index: here, where every payload comes through, an iterator would be made for each row. */
function considerAll(
  decoders: readonly Decoder[],
  content: Content,
  context: Context,
  fitting: Decoder[],
  fits: number[],
): void {
  for (let place = 0; place < decoders.length; place += 1) {
    const decoder = decoders[place];
    const fit = decoder === undefined ? 0 : decoder.fit(content, context);
    if (decoder === undefined || !(fit > 0)) continue;
    let at = fits.length;
    for (; at > 0 && (fits[at - 1] ?? 0) < fit; at -= 1) {
      fits[at] = fits[at - 1] ?? 0;
      fitting[at] = fitting[at - 1] ?? decoder;
    }
    fits[at] = fit;
    fitting[at] = decoder;
  }
}

/** The boundary that decoders do not throw past: an exception means that the format is another one. */
function decodeSafely(
  decoder: Decoder,
  content: Content,
  context: Context,
  budget: Budget,
): Decoded | undefined {
  try {
    return decoder.decode(content, context, budget);
  } catch {
    return undefined;
  }
}

function recogniseEnvelope(content: Content, context: Context): EnvelopeParts | undefined {
  const row = content.isString
    ? writtenEnvelopes[textRow(content)]
    : byteEnvelopes[byteRow(content)];
  const envelopes = row ?? BYTE_ENVELOPES;
  for (let at = 0; at < envelopes.length; at += 1) {
    try {
      const parts = envelopes[at]?.recognise(content, context);
      if (parts) return parts;
    } catch {
      // The same boundary as for decoders.
    }
  }
  return undefined;
}
