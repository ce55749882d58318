import { describe, expect, test } from 'vitest';
import { type ScriptShape, shapeOf } from './script-shape.ts';

/** The controls of the bundle checks: each looks for something that is not there, so show that it would see it. */
describe('a script that does what the tap must not', () => {
  const controls: [keyof ScriptShape, string, string][] = [
    ['loads', "import { a } from './a.js'; a()", 'ImportDeclaration'],
    ['loads', "(async () => { await import('./a.js') })()", 'ImportExpression'],
    ['loads', 'export const a = 1', 'ExportNamedDeclaration'],
    ['loads', "importScripts('a.js')", 'importScripts'],
    ['globals', 'var leaked = 1', 'leaked'],
    ['globals', 'function leaked() {}', 'leaked'],
    ['globals', '(() => { globalThis.leaked = 1 })()', 'leaked'],
    ['globals', "(() => { window['leaked'] = 1 })()", 'leaked'],
    ['waysOut', "(() => { window.postMessage(1, '*') })()", 'postMessage()'],
    ['waysOut', '(() => { const send = port.postMessage; send(1) })()', '.postMessage'],
    ['waysOut', "(() => { document.dispatchEvent(new CustomEvent('x')) })()", 'dispatchEvent()'],
    ['waysOut', "(() => { fetch('https://example.com') })()", 'fetch()'],
    ['waysOut', "(() => { navigator?.sendBeacon('/x') })()", 'sendBeacon()'],
    ['waysOut', "(() => { new BroadcastChannel('x') })()", 'new BroadcastChannel'],
    ['waysOut', "(() => { localStorage.x = '1' })()", 'localStorage.x'],
    ['waysOut', "(() => { console.log('x') })()", 'console.log'],
    ['waysOut', "(() => { document.cookie = 'x' })()", '.cookie'],
    ['waysOut', '(() => { chrome.runtime.id })()', 'chrome.runtime'],
    ['evaluates', '(() => { element.innerHTML = text })()', '.innerHTML='],
    ['evaluates', "(() => { new Function('a')() })()", 'new Function'],
    ['evaluates', "(() => { eval('a') })()", 'eval()'],
  ];

  test.each(controls)('%s: %s', (part, code, found) => {
    expect(shapeOf(code)[part]).toContain(found);
  });

  test('and one that does none of it', () => {
    const clean = '(function () { const a = new Map(); a.set(1, 2); return a.get(1) })()';
    expect(shapeOf(clean)).toEqual({ loads: [], globals: [], waysOut: [], evaluates: [] });
  });
});
