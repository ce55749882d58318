/** Searches a taken-apart payload for known texts. Method: docs/method/known-text.md. */
import type { TextMatch } from '../finding.ts';
import type { Node } from '../node.ts';
import { matchText, ReadableText } from './match-text.ts';
import type { Needle } from './needle.ts';
import { spreadTexts } from './spread-texts.ts';

interface Place {
  node: Node;
  /** Formats from the root to the node; a message inside a message of the same format counts once. */
  formats: string[];
}

/** `limited`: a budget ended the taking apart, so raw bytes must count for what was not reached. */
export function findTexts(root: Node, needles: readonly Needle[], limited: boolean): TextMatch[] {
  if (needles.length === 0) return [];
  const matches = new Map<string, TextMatch>();
  function add(needle: Needle, path: string, layers: string[], extent: TextMatch['extent']): void {
    const key = `${needle.id}\n${path}\n${extent}`;
    if (!matches.has(key)) matches.set(key, { needle: needle.id, path, layers, extent });
  }
  const places = placesOf(root);
  for (const { node, formats } of places) {
    const text = readableLeaf(node);
    if (text === undefined) continue;
    const leaf = new ReadableText(text);
    for (const needle of needles) {
      if (!needle.distinctive && isFixedByProgram(node)) continue;
      const extent = matchText(leaf, needle);
      if (extent) add(needle, node.layer.path, [...formats, 'text'], extent);
      const spelling = needle.spelledAs(text.trim());
      if (spelling) add(needle, node.layer.path, [...formats, spelling], 'whole');
    }
  }
  const missing = (needle: Needle) =>
    ![...matches.values()].some((match) => match.needle === needle.id && match.extent === 'whole');
  for (const needle of needles.filter(missing)) {
    if (!needle.squashable) continue;
    for (const { node, formats } of places) {
      for (const spread of spreadTexts(node)) {
        const path = spread.pathOf(needle.squashed);
        if (path !== undefined) add(needle, path, [...formats, 'text'], 'whole');
      }
    }
  }
  for (const needle of needles.filter(missing)) {
    if (needle.readableOnly) continue;
    for (const { node, formats } of places) {
      const form = formInBytes(needle, node, limited);
      if (form === '') continue;
      add(needle, node.layer.path, [...formats, form], needle.cut ? 'part' : 'whole');
      break;
    }
  }
  return [...matches.values()];
}

/** How the bytes of a layer hold the needle; '' where they don't, or where they need not be asked. */
function formInBytes(needle: Needle, node: Node, limited: boolean): 'bytes' | 'mask' | '' {
  const { content, layer } = node;
  const opened = layer.class === undefined;
  // In layers that were opened, short texts may be field names.
  if (opened && !needle.distinctive && !limited) return '';
  const readable = !opened && readableLeaf(node) !== undefined;
  // Readable leaves were searched better before, and their text stands in a layer above as it is, unless it was decoded.
  if (readable && content.isString) return '';
  if (!readable && needle.standsIn(content.bytes)) return 'bytes';
  return needle.standsMaskedIn(content.bytes) ? 'mask' : '';
}

function placesOf(root: Node): Place[] {
  const places: Place[] = [];
  const pending: Place[] = [{ node: root, formats: formatsOf(root, []) }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    places.push(place);
    const { children } = place.node;
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child) pending.push({ node: child, formats: formatsOf(child, place.formats) });
    }
  }
  return places;
}

function formatsOf({ layer }: Node, above: string[]): string[] {
  if (layer.format === 'leaf' || layer.format === above.at(-1)) return above;
  return [...above, layer.format];
}

/** Layers that are texts for people themselves: what they wrap is the same text, perhaps with less of its markup. */
const TEXT_LAYERS: ReadonlySet<string> = new Set([
  'html-entities',
  'percent',
  'escapes',
  'quoted-printable',
]);

function readableLeaf(node: Node): string | undefined {
  const isText = node.layer.class !== undefined || TEXT_LAYERS.has(node.layer.format);
  return isText ? node.content.readable : undefined;
}

/** Fields in which a number is what somebody wrote. */
const WRITTEN_FIELD = /(?:^|_)(?:text|body|content|message|msg)$/i;

/** Numbers, and the path of the request: a short word there is an endpoint's name. */
function isFixedByProgram({ layer, name }: Node): boolean {
  if (layer.class === 'number') return !WRITTEN_FIELD.test(name);
  return layer.path.startsWith('url.path');
}
