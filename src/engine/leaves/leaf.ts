import { type Content, HIGH, SPACE } from '../content.ts';
import type { Layer } from '../finding.ts';
import { describeBytes } from './bytes-class.ts';
import { isProse, isSealNotice } from './prose.ts';
import { textClass } from './text-class.ts';

/** Writes into a leaf's layer what content is that no decoder opened. */
export function describeLeaf(layer: Layer, content: Content): void {
  if (content.isString || content.readable !== undefined) describeText(layer, content);
  else describeBytes(layer, content.bytes);
}

function describeText(layer: Layer, content: Content): void {
  layer.class = textClass(content);
  if (layer.class === 'identifier' && content.text?.includes('://')) layer.prose = true;
  if (layer.class !== 'text' || (content.kinds & (SPACE | HIGH)) === 0) return;
  const text = content.text ?? '';
  if (isProse(text)) layer.prose = true;
  if (isSealNotice(text)) layer.notice = true;
}
