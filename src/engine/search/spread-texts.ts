/**
 * Texts that a message format spreads over several leaves: rich-text blocks (a bold word is an element of its own),
 * words or characters in a list, XHTML. They are put together and compared by letters and digits.
 */
import type { Node } from '../node.ts';
import { mayHaveMarkup, squash, withoutMarkup } from './fold.ts';

const MAX_PARTS = 1000;

export class SpreadText {
  readonly #paths: string[] = [];
  readonly #texts: string[] = [];

  get parts(): number {
    return this.#paths.length;
  }

  add(path: string, text: string): void {
    this.#texts.push(text);
    this.#paths.push(path);
  }

  /** Path of the leaf where the text begins. Only here it is put together: most texts stand alone. */
  pathOf(squashed: string): string | undefined {
    const texts = this.#texts.map(squash);
    let left = texts.join('').indexOf(squashed);
    if (left < 0) return undefined;
    const holder = texts.findIndex((text) => {
      left -= text.length;
      return left < 0;
    });
    return this.#paths[holder];
  }
}

/**
 * The texts spread over the direct children of a layer: those at the same path, and in XML all character data. Each as
 * it is and with its markup taken out.
 */
export function spreadTexts(node: Node): SpreadText[] {
  if (node.children.length < 2) return [];
  const groups = new Map<string, SpreadText>();
  const marked = node.children.some((child) => mayHaveMarkup(child.content.readable ?? ''));
  let seen = 0;
  for (const child of node.children) {
    const leaf = child.layer.class !== undefined;
    // A word in quotation marks is JSON too, and so a layer.
    const text = leaf || child.content.isString ? child.content.readable : undefined;
    if (text === undefined || child.layer.class === 'number' || seen >= MAX_PARTS) continue;
    const path = child.layer.path;
    const attribute = node.layer.format === 'xml' && path.includes('@');
    if (attribute) continue;
    seen += 1;
    const group = node.layer.format === 'xml' ? '' : path.replace(/\[\d+\]/g, '[]');
    groupOf(groups, group).add(path, text);
    if (marked) {
      const bare = mayHaveMarkup(text) ? withoutMarkup(text) : text;
      groupOf(groups, `${group}\nbare`).add(path, bare);
    }
  }
  return [...groups.values()].filter((spread) => spread.parts > 1);
}

function groupOf(groups: Map<string, SpreadText>, name: string): SpreadText {
  const known = groups.get(name);
  if (known) return known;
  const spread = new SpreadText();
  groups.set(name, spread);
  return spread;
}
