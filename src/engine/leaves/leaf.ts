import { type Content, HIGH, SPACE } from '../content.ts';
import type { Layer } from '../finding.ts';
import { describeBytes } from './bytes-class.ts';
import { isProse, isSealNotice } from './prose.ts';
import { textClass } from './text-class.ts';

/** A link that a rich text editor put into an element: `<p>https://…</p>`. */
const LINK_IN_MARKUP = /^<[^<>]*>[a-z]{2,10}:\/\/[^\s<]/i;

/** Small letters all the way, as no random text of this length has. */
const LAUGH = /^(?:<[^<>]*>|@\S+\s+)*[a-z]{32}[a-z]*[!?.]*(?:<[^<>]*>)*$/;

const MIN_LAUGH = 32;

/** Writes into a leaf's layer what content is that no decoder opened. */
export function describeLeaf(layer: Layer, content: Content): void {
  if (content.isString || content.readable !== undefined) describeText(layer, content);
  else describeBytes(layer, content.bytes);
}

function describeText(layer: Layer, content: Content): void {
  layer.class = textClass(content);
  // Addresses of the web and of people are what people send, too.
  if (layer.class === 'identifier' && /:\/\/|@/.test(content.text ?? '')) layer.prose = true;
  if (layer.class !== 'text') return;
  const text = content.text ?? '';
  if (text.startsWith('<') && LINK_IN_MARKUP.test(text)) layer.prose = true;
  if (text.length >= MIN_LAUGH && LAUGH.test(text)) layer.prose = true;
  if ((content.kinds & (SPACE | HIGH)) === 0) return;
  if (isProse(text)) layer.prose = true;
  if (isSealNotice(text)) layer.notice = true;
}
