/**
 * What of a script's text decides whether, and how, code can be put in front of it without changing what it means.
 * Source: ECMAScript 2026 §11.2.2 (directive prologues), §12 (comments, hashbang), §16.2 (modules).
 */
export interface ScriptHead {
  /** Something that is allowed at the very beginning alone stands there: nothing may come before it. */
  mustBeFirst: boolean;
  /** It begins with directives, and one of them is `'use strict'`. */
  strict: boolean;
  /** As a module it may load others, which run before anything in it. */
  mayImport: boolean;
}

/** White space and comments. */
const SPACE = /(?:[\s\uFEFF]|\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*)*/y;
const TEXT = /'(?:[^'\\\n\r]|\\[\s\S])*'|"(?:[^"\\\n\r]|\\[\s\S])*"/y;
/** What after a text in a line of its own would go on with the same expression. */
const GOES_ON = /[.,([`+\-*/%&|^<>=?:!]|in(?:stanceof)?\b/y;
/** `import` that is neither a call nor `import.meta`, and `export … from`. Too many are found, never too few. */
const IMPORT = /\bimport\b(?!\s*[(.])|\bexport\b[^;]*?\bfrom\b/;

export function headOf(script: string): ScriptHead {
  return {
    mustBeFirst: /^\uFEFF?#!/.test(script) || script.startsWith('-->', endOf(SPACE, script, 0)),
    strict: isStrict(script),
    mayImport: IMPORT.test(script),
  };
}

function isStrict(script: string): boolean {
  let at = endOf(SPACE, script, 0);
  for (;;) {
    const end = endOf(TEXT, script, at);
    if (end === at) return false;
    const next = endOf(SPACE, script, end);
    const ends =
      next === script.length ||
      /[;}]/.test(script[next] ?? '') ||
      (/[\n\r\u2028\u2029]/.test(script.slice(end, next)) && endOf(GOES_ON, script, next) === next);
    if (!ends) return false;
    // An escape in it makes it another directive.
    if (/^.use strict.$/.test(script.slice(at, end))) return true;
    at = endOf(SPACE, script, script[next] === ';' ? next + 1 : next);
  }
}

/** Where a match that begins at `from` ends; `from` where there is none. */
function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
