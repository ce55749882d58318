import { describe, expect, test } from 'vitest';
import { pageScripts, readFrom, targets } from './artifact.ts';
import { shapeOf } from './script-shape.ts';

/** Bytes. The tap is parsed on every load of a watched page; half of it is the text of the tap for workers (decision 11). */
const tapBudget = 32 * 1024;
/**
 * The content script is parsed in every frame of a watched page; engine and profiles' matching are in it. A quarter of it is
 * brotli's dictionary, without which no brotli stream can be opened: docs/decisions/0007.
 */
const contentBudget = 352 * 1024;

describe.each(targets)('the tap in dist/%s', (target) => {
  const code = readFrom(target, pageScripts.tap);
  const shape = shapeOf(code);

  test('is there, and within its size', () => {
    expect(code.length).toBeGreaterThan(2_000);
    expect(code.length).toBeLessThan(tapBudget);
  });

  test('is one classic script without imports, exports or a loader', () => {
    expect(shape.loads).toEqual([]);
  });

  test('gives the page no global name', () => {
    expect(shape.globals).toEqual([]);
  });

  test('has exactly one way out: a port, handed over once', () => {
    expect(shape.waysOut.sort()).toEqual(['.postMessage', 'dispatchEvent()', 'new MessageChannel']);
  });

  test('turns no text into code or markup', () => {
    expect(shape.evaluates).toEqual([]);
  });
});

test.each(targets)('the content script in dist/%s is within its size', (target) => {
  const { length } = readFrom(target, pageScripts.content);
  expect(length).toBeGreaterThan(20_000);
  expect(length).toBeLessThan(contentBudget);
});

/** Chromium refuses a page script with a noncharacter ("isn't UTF-8 encoded"), and only when it is registered. */
test.each(targets)('the page scripts in dist/%s are plain ASCII', (target) => {
  const isAscii = (text: string) => Buffer.from(text).every((byte) => byte < 0x80);
  for (const path of Object.values(pageScripts)) {
    expect(isAscii(readFrom(target, path)), path).toBe(true);
  }
  expect(isAscii('const last = "\u{10ffff}"')).toBe(false);
});

describe.each(targets)('the content script in dist/%s', (target) => {
  const shape = shapeOf(readFrom(target, pageScripts.content));

  test('is one classic script without imports, exports or a loader', () => {
    expect(shape.loads).toEqual([]);
  });

  test('writes no storage, no console and no request', () => {
    // `chrome.dom` opens closed shadow roots for reading; the two others carry findings to the background.
    const known = /^(chrome|browser)\.(runtime|dom)$|^sendMessage\(\)$/;
    expect(shape.waysOut).toContain('sendMessage()');
    const others = shape.waysOut.filter((way) => !known.test(way) && !/^append/.test(way));
    // The channel on which workers' taps speak: what the content script says there is that it listens.
    expect(others.sort()).toEqual(['.postMessage', 'new BroadcastChannel', 'postMessage()']);
  });

  test('says nothing to workers but that it listens', () => {
    const said = [...readFrom(target, pageScripts.content).matchAll(/\.postMessage\(([^)]*)\)/g)];
    expect(said.map(([, what]) => what?.replace(/[`'"]/g, ''))).toEqual(['listening']);
  });

  test('turns no text into code or markup', () => {
    expect(shape.evaluates).toEqual([]);
  });
});
