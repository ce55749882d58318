/** The beginning of a known text: notifications and previews beside a sealed message show no more of it. */
import type { Finding, KnownText } from '../engine/finding.ts';
import type { TypedPart } from '../messages/observation.ts';

/** Characters; distinctive in any script, and less than the shortest preview that clients cut. */
const BEGINNING = 16;
const PREFIX = 'beginning:';

/** The same objects each time: the engine prepares each once. */
const kept = new WeakMap<KnownText, KnownText[]>();

/** The beginning as a text to search for; none where the search finds half of the text by itself. */
export function beginningOf(known: KnownText): KnownText[] {
  const before = kept.get(known);
  if (before) return before;
  const characters = Array.from(known.text.trim());
  const text = characters.slice(0, BEGINNING).join('');
  const isLong = characters.length > BEGINNING * 2;
  const beginning = isLong ? [{ id: PREFIX + known.id, text }] : [];
  kept.set(known, beginning);
  return beginning;
}

/** A finding without its beginnings, and where these stand. */
export function withoutBeginnings(finding: Finding): { finding: Finding; parts: TypedPart[] } {
  const isBeginning = (needle: string) => needle.startsWith(PREFIX);
  const found = finding.texts.filter(({ needle }) => isBeginning(needle));
  const texts = finding.texts.filter(({ needle }) => !isBeginning(needle));
  const searched = finding.searched.filter((needle) => !isBeginning(needle));
  const parts = found.map(({ path }): TypedPart => ({ kind: 'beginning', path }));
  return { finding: { ...finding, texts, searched }, parts: texts.length > 0 ? [] : parts };
}
