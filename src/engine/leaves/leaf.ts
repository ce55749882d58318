import type { Content } from '../content.ts';
import type { LeafClass, LeafStatistics } from '../finding.ts';
import { bytesClass } from './bytes-class.ts';
import { textClass } from './text-class.ts';

/** What a layer says of a leaf. */
export interface LayerLeaf {
  class: LeafClass;
  statistics?: LeafStatistics;
}

/** Class of content that no decoder opened. */
export function leafOf(content: Content): LayerLeaf {
  if (content.isString || content.readable !== undefined) return { class: textClass(content) };
  return bytesClass(content.bytes);
}
