import { parseAst } from 'vite';

/** What a script's syntax tree says of its ties to the world. */
export interface ScriptShape {
  /** Every import, export or loader call. */
  loads: string[];
  /** Names that a classic script with this text would give to the page's global object. */
  globals: string[];
  /** Every place that could hand something on: messages, events, requests, storage. */
  waysOut: string[];
  /** Every place that turns a string into code or markup. */
  evaluates: string[];
}

interface Node {
  type: string;
  [key: string]: unknown;
}

const globalObjects = new Set(['globalThis', 'window', 'self', 'top', 'parent', 'document']);
const loaders = new Set(['require', 'importScripts']);
const outwardCalls = new Set([
  'postMessage',
  'dispatchEvent',
  'sendMessage',
  'sendBeacon',
  'fetch',
  'send',
  'open',
  'setItem',
  'setAttribute',
  'append',
  'appendChild',
]);
const outwardThings = new Set([
  'MessageChannel',
  'BroadcastChannel',
  'WebSocket',
  'XMLHttpRequest',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'Worker',
  'SharedWorker',
  'Image',
  'Audio',
]);
const outwardNames = new Set([
  'chrome',
  'browser',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'cookieStore',
  'console',
]);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function name(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Identifier') return String(node.name);
  if (node.type === 'ChainExpression') return name(node.expression);
  if (node.type !== 'MemberExpression') return '';
  const property = node.property as Node;
  return property.type === 'Literal' ? String(property.value) : name(property);
}

function isOwnObject(node: Node): boolean {
  if (node.type === 'ParenthesizedExpression') return isOwnObject(node.expression as Node);
  return node.type === 'ObjectExpression';
}

/** Inspects one node; the walk below brings each. */
function note(node: Node, shape: ScriptShape): void {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      shape.loads.push(node.type);
      break;
    case 'CallExpression': {
      const called = name(node.callee);
      if (loaders.has(called)) shape.loads.push(called);
      if (outwardCalls.has(called)) shape.waysOut.push(`${called}()`);
      if (called === 'eval' || called === 'Function') shape.evaluates.push(`${called}()`);
      if (called === 'insertAdjacentHTML' || called === 'setHTMLUnsafe') {
        shape.evaluates.push(`${called}()`);
      }
      break;
    }
    case 'NewExpression': {
      const made = name(node.callee);
      if (outwardThings.has(made)) shape.waysOut.push(`new ${made}`);
      if (made === 'Function') shape.evaluates.push('new Function');
      break;
    }
    case 'MemberExpression': {
      const object = node.object as Node;
      if (object.type === 'Identifier' && outwardNames.has(String(object.name))) {
        shape.waysOut.push(`${object.name}.${name(node)}`);
      }
      if (name(node) === 'cookie') shape.waysOut.push('.cookie');
      // A captured method is used later under another name. One of an object that stands right there is our own.
      if (name(node) === 'postMessage' && !isOwnObject(object)) shape.waysOut.push('.postMessage');
      break;
    }
    case 'AssignmentExpression': {
      const left = node.left as Node;
      if (left.type !== 'MemberExpression') break;
      const object = left.object as Node;
      const isGlobal = object.type === 'Identifier' && globalObjects.has(String(object.name));
      if (isGlobal) shape.globals.push(name(left));
      if (/^(inner|outer)HTML$|^srcdoc$/.test(name(left))) shape.evaluates.push(`.${name(left)}=`);
      break;
    }
  }
}

function walk(value: unknown, shape: ScriptShape): void {
  if (Array.isArray(value)) for (const item of value) walk(item, shape);
  else if (isNode(value)) {
    note(value, shape);
    for (const child of Object.values(value)) walk(child, shape);
  }
}

/** Names that the top level of a classic script declares. */
function declared(statements: Node[]): string[] {
  return statements.flatMap((statement) => {
    if (statement.type === 'VariableDeclaration') {
      return (statement.declarations as Node[]).map((one) => name(one.id) || 'a pattern');
    }
    return /^(Function|Class)Declaration$/.test(statement.type) ? [name(statement.id)] : [];
  });
}

/** Reads a built script. @throws where it is no JavaScript. */
export function shapeOf(code: string): ScriptShape {
  const program = parseAst(code) as unknown as Node;
  const statements = program.body as Node[];
  const shape: ScriptShape = {
    loads: [],
    globals: declared(statements),
    waysOut: [],
    evaluates: [],
  };
  walk(statements, shape);
  return shape;
}
