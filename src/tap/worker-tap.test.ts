import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { workerPrefix } from './worker-prefix.ts';

const prefix = workerPrefix();

/** Names that the function's text takes from outside, found by running it where nothing is but the language. */
it('needs nothing but a worker: its text runs where the module is not', () => {
  const scope: Record<string, unknown> = {};
  const listeners: unknown[] = [];
  class EventTarget {
    addEventListener(type: string, listener: unknown) {
      listeners.push([type, listener]);
    }
  }
  Object.assign(scope, {
    URL,
    URLSearchParams,
    EventTarget,
    performance,
    location: { href: 'blob:https://a.test/1' },
    fetch: () => 'answer',
  });
  createContext(scope);
  expect(
    runInContext(`${prefix} fetch('https://a.test/', { method: 'POST', body: 'x' })`, scope),
  ).toBe('answer');
  expect(listeners).toHaveLength(1);
});

it("stands on the line of the script's own first one", () => {
  // Otherwise errors would name other lines.
  expect(prefix.endsWith('})();')).toBe(true);
});
