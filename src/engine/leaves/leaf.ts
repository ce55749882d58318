import { type Content, HIGH, SPACE } from '../content.ts';
import type { LeafClass, LeafStatistics } from '../finding.ts';
import { bytesClass } from './bytes-class.ts';
import { isProse, isSealNotice } from './prose.ts';
import { textClass } from './text-class.ts';

/** What a layer says of a leaf. */
export interface LayerLeaf {
  class: LeafClass;
  statistics?: LeafStatistics;
  prose?: true;
  notice?: true;
}

/** Class of content that no decoder opened. */
export function leafOf(content: Content): LayerLeaf {
  if (content.isString || content.readable !== undefined) return textLeaf(content);
  return bytesClass(content.bytes);
}

function textLeaf(content: Content): LayerLeaf {
  const leaf: LayerLeaf = { class: textClass(content) };
  if (leaf.class !== 'text' || (content.kinds & (SPACE | HIGH)) === 0) return leaf;
  const text = content.text ?? '';
  if (isProse(text)) leaf.prose = true;
  if (isSealNotice(text)) leaf.notice = true;
  return leaf;
}
