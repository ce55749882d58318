import { describe, expect, it } from 'vitest';
import { headOf } from './script-head.ts';

describe("a script's directive", () => {
  it.each([
    `'use strict'`,
    `"use strict"; let a`,
    `\uFEFF/* licence\n */ // more\n 'use strict';`,
    `'use asm'; 'use strict'; f()`,
    `'use client'\n'use strict'\nf()`,
    `'use strict' // and more\nf()`,
    `'it\\'s'\n"use strict"\n`,
  ])('is found in %j', (script) => {
    expect(headOf(script).strict).toBe(true);
  });

  it.each([
    '',
    `f(); 'use strict'`,
    `'use strict' + f()`,
    `'use strict'\n.length`,
    `'use strict', f()`,
    `'use\\u0020strict'`,
    `('use strict')`,
    '`use strict`',
    `// 'use strict'`,
    `'use strict' f()`,
    `'use strict`,
    `'use strict'\ninstanceof x`,
  ])('is not found in %j', (script) => {
    expect(headOf(script).strict).toBe(false);
  });

  it('is the one that the engine sees', () => {
    for (const head of [`'use strict'`, `"use strict";`, `'a'\n'use strict'`, `'use strict'+1;`]) {
      const isStrict = new Function(`${head}\nreturn this === undefined`)();
      expect(headOf(`${head}\nreturn`).strict, head).toBe(isStrict);
    }
  });
});

it('says when nothing may come before it', () => {
  const first = (script: string) => headOf(script).mustBeFirst;
  expect(first('#!/usr/bin/env node\nf()')).toBe(true);
  expect(first('\uFEFF#!x')).toBe(true);
  expect(first('/* a */ --> is a comment')).toBe(true);
  expect(first('f() // #!')).toBe(false);
  expect(first('a\n--> b')).toBe(false);
});

describe('modules that a script loads before it runs', () => {
  it.each([
    `import './a.js'`,
    `import{a}from'./a.js'`,
    `import * as a from "a"`,
    `f();import/**/a from 'a'`,
    `export * from './a.js'`,
    `export { a }\nfrom 'a'`,
  ])('%j', (script) => {
    expect(headOf(script).mayImport).toBe(true);
  });

  it.each([
    '',
    'await import("./a.js")',
    'import.meta.url',
    'import ("a")',
    'self.important = 1',
    'export const a = 1;',
  ])('none: %j', (script) => {
    expect(headOf(script).mayImport).toBe(false);
  });
});
