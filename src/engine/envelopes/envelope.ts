import type { Content } from '../content.ts';
import type { Context } from '../decoders/decoder.ts';
import type { Opening } from '../decoders/first-byte.ts';
import type { EnvelopeMatch } from '../finding.ts';
import type { Node } from '../node.ts';

/** Parts of an envelope that bytes turned out to be. */
export interface EnvelopeParts {
  id: string;
  role: EnvelopeMatch['role'];
  /** The ciphertext alone, without framing, keys and MAC; it is examined like any other content. */
  ciphertext: Uint8Array;
  /** Public keys, counters, MACs: accounted for, and so neither stray keys nor message. */
  parts: { name: string; bytes: Uint8Array }[];
}

/** Recognises an envelope by its bytes (or its text, for armour): exact or not at all. */
export interface ByteEnvelope extends Opening {
  readonly id: string;
  /** True where the form is written as text too (armour, a compact form). Others are not asked about texts. */
  readonly written?: true;
  recognise(content: Content, context: Context): EnvelopeParts | undefined;
}

/** An envelope that consists of fields of a parsed document. */
export interface EnvelopeFields {
  /** Undefined where fields look like an envelope but something in them is wrong. */
  match?: EnvelopeMatch;
  /** Nodes whose own envelope is part of this one, so that it does not count by itself. */
  absorbed: readonly Node[];
  /** Nodes that this envelope accounts for. */
  explained: readonly Node[];
}

/** Recognises envelopes in a document (JSON, XML, Thrift), after everything below was taken apart. */
export interface DocumentEnvelope {
  readonly id: string;
  recognise(node: Node, examine: Examine): EnvelopeFields[];
}

/** Takes content apart outside the anatomy, to learn what it is. */
export type Examine = (bytes: Uint8Array) => Node;
