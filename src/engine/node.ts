import type { Content } from './content.ts';
import type { EnvelopeMatch, Layer } from './finding.ts';

/** A layer together with what stands in it. Lives while one payload is analysed; only `layer` leaves the engine. */
export interface Node {
  layer: Layer;
  content: Content;
  children: Node[];
  /** What the decoder made of the content, for envelope recognisers: parsed JSON, an XML element … */
  document?: unknown;
  /** The part of the parent's document that this node came from: a JSON object, an XML element. */
  origin?: object;
  /** Last field name above this node; stays the same through layers that only wrap. */
  name: string;
  /** An envelope accounts for it (public keys, counters, session ids), so it is no stray key. */
  explained: boolean;
  match?: EnvelopeMatch;
  /** What observed calls sealed here. No children: whoever gets the payload does not see them. */
  sealed?: Node[];
}

/** All nodes from the root, parents before children, left to right. */
export function nodesOf(root: Node): Node[] {
  const nodes: Node[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.push(node);
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child) pending.push(child);
    }
  }
  return nodes;
}
