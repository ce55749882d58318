/**
 * What the engine says of one payload. Everything here is numbers, classes and field paths, never content:
 * a finding may be stored, exported and shown to anybody.
 */

import type { Limits } from './limits.ts';
import type { KeyOrigin, ObservedCalls } from './observed-calls.ts';

/** What stands at an end of the anatomy. `opaque` means "consistent with uniform bytes" and nothing more. */
export type LeafClass =
  | 'text' // readable characters
  | 'opaque' // passes every uniformity test for its length, and no parser explains it
  | 'short' // would need a statistic, but is too short for one: no claim
  | 'structured' // binary, and not uniform: some format that no decoder knows
  | 'compressed' // a compressed stream that was recognised but not opened
  | 'media' // image, audio, video, font, archive
  | 'number'
  | 'identifier' // UUID, hash-sized hex, numeric id, JID, URL …
  | 'token' // JWT, session ticket: fixed form, not a message
  | 'empty';

/** Length-matched numbers of a leaf that was tested; see docs/method/uniformity.md. */
export interface LeafStatistics {
  /** Plug-in Shannon entropy of the bytes, bits per byte. At most log2(size). */
  entropy: number;
  /** Mean entropy of uniform bytes of the same length, bits per byte. */
  uniformEntropy: number;
  /** Ids of uniformity tests that the leaf failed, cheap tests first, not looking further then; empty for `opaque`. */
  failed: readonly string[];
}

/** One step of wrapping, or a leaf. The tree of layers is a payload's anatomy. */
export interface Layer {
  /** Field path from the payload's root: `8.100.4.text`, `message.body`, `variables.text`; '' for the root. */
  path: string;
  /** Decoder id (`json`, `protobuf`, `base64`, `gzip` …), or `leaf`. */
  format: string;
  /** Bytes at this layer, before it is undone. */
  size: number;
  /** Leaves only. */
  class?: LeafClass;
  /** Leaves only, where a statistic was taken. */
  statistics?: LeafStatistics;
  /** Readable leaves: it reads as sent by a person (words, another script than Latin, a pictograph, a link). */
  prose?: true;
  /** Text leaves: a client's own sentence, word for word, that a sealed message stands beside it. */
  notice?: true;
  /** Id of the envelope that was recognised at this layer. */
  envelope?: string;
  /** True for a leaf that has a key's length and a key's name and that no envelope explains. */
  keyLike?: boolean;
  children: Layer[];
  /** Children that a budget kept us from following. */
  omitted?: number;
}

/** A recognised form of an encrypted message (or of a wrapper that is *not* one: see `role`). */
export interface EnvelopeMatch {
  /** Stable id: `signal`, `signal-prekey`, `signal-sender-key`, `olm`, `olm-prekey`, `megolm`, `omemo`, `omemo-2`, `openpgp`, `xchat`, … */
  id: string;
  /** Path of the layer that has the form. */
  path: string;
  /** `message`: carries a message. `key-exchange`: carries keys only. `transport`: a client-to-server or client-to-phone wrapper, never proof. */
  role: 'message' | 'key-exchange' | 'transport';
  /** Path, size in bytes and class of the ciphertext inside it. */
  ciphertext: { path: string; size: number; class: LeafClass };
  /** Path of a key that stands in the same payload unexplained, if any: rules `e2ee` out. */
  keyBeside?: string;
}

/** A known text that was found in the payload. */
export interface TextMatch {
  /** The needle's id, as given by the caller. */
  needle: string;
  path: string;
  /** Formats from the root to the place, e.g. `['protobuf','json','text']`. */
  layers: string[];
  /** `whole`: all of the needle. `part`: a long prefix of it, as typing previews send. */
  extent: 'whole' | 'part';
}

/** A layer that was followed to the input of an observed encrypt call, see observed-calls.ts. */
export interface Opening {
  path: string;
  /** In lower case: `aes-gcm`, `aes-cbc` … */
  algorithm: string;
  key: KeyOrigin;
  /** The key's own bytes stood readable in what the service sent, or got. */
  keyAtService?: 'received' | 'sent';
  /** Bytes that went into the call. */
  size: number;
  /** The encryption is the connection's own: the service opens it, and what is inside stands in the anatomy as usual. */
  transport?: true;
  /** A known text stands in it, readable for whoever has the key. */
  holds?: TextMatch['extent'];
}

/** A digest of a known text. It can be read by nobody, so it is no TextMatch and never makes a payload readable. */
export interface HashMatch {
  /** The needle's id, as given by the caller. */
  needle: string;
  path: string;
  /** `md5`, `sha1`, `sha256`, `sha3-256`, `ripemd160` … */
  algorithm: string;
}

/** A budget that ended the work early. Whatever it left unseen is unseen: it can't support `e2ee`. */
export type LimitHit = 'bytes' | 'decoded-bytes' | 'depth' | 'leaves' | 'time';

export interface Finding {
  schema: 'sealcheck/finding@1';
  /** Size of the payload in bytes, and how many of them the engine was given. */
  size: number;
  seen: number;
  anatomy: Layer;
  envelopes: EnvelopeMatch[];
  texts: TextMatch[];
  /** Digests of known texts that stand in the payload; absent where there are none. */
  hashes?: HashMatch[];
  /** Ids of all needles that were searched for, found or not. */
  searched: string[];
  limits: LimitHit[];
  /** Layers that observed encrypt calls sealed, outer ones first; absent where there are none. */
  openings?: Opening[];
}

/** A text that we know: what was typed, or a probe phrase. Held in memory only. */
export interface KnownText {
  id: string;
  text: string;
  /**
   * Looked for in readable leaves only: not in bytes, not in what an encrypt call sealed, not as a hash. For texts that
   * are known for one payload only: preparing the search in bytes costs milliseconds a text.
   */
  readableOnly?: true;
}

/** One part of a body that the browser would serialise as multipart/form-data. */
export interface PayloadPart {
  name: string;
  filename?: string;
  contentType?: string;
  bytes: Uint8Array;
  /** Full size in bytes when `bytes` was cut. */
  size: number;
}

/** What the engine is given. Exactly one of `bytes` and `parts`. */
export interface PayloadInput {
  bytes?: Uint8Array;
  parts?: PayloadPart[];
  /** Full size in bytes when `bytes` was cut. Defaults to `bytes.length`. */
  size?: number;
  contentType?: string;
  /** The request's URL: its path and query are searched and taken apart too, under the path `url`. */
  url?: string;
}

export interface AnalyseOptions {
  knownTexts?: readonly KnownText[];
  /** Paths whose value the caller needs (to hash a conversation's identity). Returned beside the finding, never inside. */
  extract?: readonly string[];
  /** Names of fields (last path segment) that the profile knows to be ids, signatures or public keys: not `keyLike`. */
  explainedFields?: readonly string[];
  /** Encrypt calls of the page: what they gave is followed to what went in. */
  observed?: ObservedCalls;
  /** The payload comes out of a transport that the service itself opens: an observed call at the root is that transport's. */
  inTransport?: boolean;
  /**
   * Told of the ciphertext of each envelope that carries a message, unless it could be opened: for the evidence of its slot.
   * Content: keep none of it.
   */
  onCiphertext?: (ciphertext: Ciphertext) => void;
  /** Deviations from the default limits, see limits.ts. */
  limits?: Partial<Limits>;
  /** Milliseconds from any start, for the time limit; tests set it. Defaults to Date.now. */
  clock?: () => number;
}

/** The bytes of a ciphertext without the framing that its envelope explains. */
export interface Ciphertext {
  /** Id of the envelope. */
  envelope: string;
  /** As in the envelope's match. */
  path: string;
  bytes: Uint8Array;
}

export interface Analysis {
  finding: Finding;
  /** Values of `options.extract` that were present. Content: hash it, drop it. */
  extracted: Map<string, string>;
}
