import type { XmlElement } from '../decoders/xml.ts';
import type { Node } from '../node.ts';

/** All elements of a parsed XML text, parents first. */
export function elementsOf(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap(elementsOf)];
}

export function isXml(node: Node): node is Node & { document: XmlElement } {
  return node.layer.format === 'xml' && node.document !== undefined;
}

/** The node of an element's character data, where it has one piece of it. */
export function textNode(node: Node, element: XmlElement): Node | undefined {
  const nodes = node.children.filter(
    (child) => child.origin === element && !child.layer.path.includes('@'),
  );
  return nodes.length === 1 ? nodes[0] : undefined;
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
