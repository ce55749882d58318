import type { Node } from '../node.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A member of an object in a parsed JSON text: a string, number, boolean or null, with its node. */
export interface Member {
  node: Node;
  object: JsonObject;
}

/** All members of that name, in whatever object of the text; none where the node is no JSON. */
export function membersNamed(node: Node, name: string): Member[] {
  if (node.layer.format !== 'json') return [];
  const members: Member[] = [];
  for (const child of node.children) {
    if (child.name !== name || child.origin === undefined || Array.isArray(child.origin)) continue;
    members.push({ node: child, object: child.origin as JsonObject });
  }
  return members;
}

/** The node of one object's member. */
export function memberNode(node: Node, object: JsonObject, name: string): Node | undefined {
  return node.children.find((child) => child.origin === object && child.name === name);
}
