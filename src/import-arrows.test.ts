import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('.', import.meta.url));

/** What each folder may import at run time from other folders; CONTRIBUTING.md has the same table in words. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  platforms: [],
  engine: [],
  verdict: [],
  messages: [],
  // One constant: the name of the event by which the tap hands over its port. The built tap imports nothing.
  tap: ['messages'],
  browser: ['messages', 'platforms'],
  content: ['engine', 'streams', 'messages', 'platforms', 'browser'],
  store: ['messages', 'verdict', 'platforms'],
  export: ['messages', 'store', 'verdict', 'platforms', 'browser'],
  // tap: the worker tap's text, for scripts of workers.
  background: ['messages', 'store', 'verdict', 'platforms', 'browser', 'tap'],
  ui: ['messages', 'store', 'verdict', 'platforms', 'browser', 'export'],
  // export: the form of its lines.
  cli: ['engine', 'streams', 'verdict', 'messages', 'platforms', 'export'],
  streams: ['engine'],
};

interface Arrow {
  from: string;
  to: string;
  file: string;
}

/** Run-time imports between folders in one file's text. */
function arrowsOf(file: string, text: string): Arrow[] {
  const statements = text.matchAll(/^(import|export)\s+(?!type\s)([^'";]*?)from\s+'(\.[^']+)'/gm);
  return [...statements].flatMap(([, , names = '', specifier = '']) => {
    const onlyTypes = /^\{/.test(names) && !/(\{|,)\s*(?!type\s)[\w$]/.test(names);
    const target = relative(root, resolve(dirname(join(root, file)), specifier));
    const [from = '', to = ''] = [file, target].map((path) => path.split('/')[0] ?? '');
    // Outside src there is package.json alone, for its version.
    return onlyTypes || from === to || to === '..' ? [] : [{ from, to, file }];
  });
}

function sources(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file) && file.includes('/'),
  );
}

describe('arrows between folders', () => {
  const arrows = sources().flatMap((file) =>
    arrowsOf(file, readFileSync(join(root, file), 'utf8')),
  );

  it('go only where they may', () => {
    expect(arrows.length).toBeGreaterThan(50);
    expect(arrows.filter(({ from, to }) => !allowed[from]?.includes(to))).toEqual([]);
  });

  it('would be seen if one went wrong', () => {
    const wrong = "import { judge } from '../verdict/judge.ts';";
    expect(arrowsOf('engine/x.ts', wrong)).toEqual([
      { from: 'engine', to: 'verdict', file: 'engine/x.ts' },
    ]);
    expect(arrowsOf('engine/x.ts', wrong.replace('import', 'import type'))).toEqual([]);
    expect(arrowsOf('engine/x.ts', "import { type A, type B } from '../verdict/a.ts';")).toEqual(
      [],
    );
    expect(arrowsOf('engine/x.ts', "import { type A, b } from '../verdict/a.ts';")).toHaveLength(1);
  });

  it('lead to the extension interface from src/browser alone', () => {
    const touching = sources().filter((file) =>
      /\b(chrome|browser)\.(runtime|tabs|storage|scripting|action|permissions|dom)\b|from 'webextension-polyfill'/.test(
        readFileSync(join(root, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, ''),
      ),
    );
    expect(touching.filter((file) => !file.startsWith('browser/'))).toEqual([]);
    expect(touching.length).toBeGreaterThan(0);
  });
});
