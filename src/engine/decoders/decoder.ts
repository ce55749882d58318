import type { Content } from '../content.ts';
import type { LeafClass } from '../finding.ts';
import type { Budget } from '../limits.ts';
import type { Opening } from './first-byte.ts';

/** What is known of a place before its content is looked at. */
export interface Context {
  /** Media type in lower case with its parameters, where a header or a part named one. */
  contentType: string;
  /** Format of the layer around; '' at the payload's root. */
  parent: string;
  /** Last field name. */
  name: string;
  /** Number of decoders above. */
  depth: number;
  /** Texts that must not stand in a path. */
  knownTexts: readonly string[];
}

/** A child that a decoder found. */
export interface Piece {
  /** Path from the layer to the child, see field-path.ts; '' for a layer that only wraps. */
  segment: string;
  /** Last name in the segment, where the decoder knows it. */
  name?: string;
  content: Content;
  /** Known already: the child is a leaf. */
  class?: LeafClass;
  /** A wrapping in between that this decoder undid on its way, such as `number-list`. */
  via?: string;
  contentType?: string;
  origin?: object;
}

export interface Decoded {
  pieces: Piece[];
  /** Children that were there and were not returned. */
  omitted?: number;
  document?: unknown;
}

export interface Decoder extends Opening {
  readonly id: string;
  /** How well the format fits, 0 … 1; negative: not at all. Cheap: it runs on every leaf. */
  fit(content: Content, context: Context): number;
  /** True where content that this format turns out to be is no other one: then nobody else is asked before. */
  isSure?(content: Content, context: Context): boolean;
  /** The children; undefined when a closer look shows another format. May throw: that means the same. */
  decode(content: Content, context: Context, budget: Budget): Decoded | undefined;
}
