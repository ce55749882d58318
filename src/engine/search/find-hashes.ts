/**
 * Digests of a known text in a payload. Nobody reads the text out of one, so this is no `TextMatch` and proves nothing about
 * readability; but whoever knows the text, or can guess it, can tell that it was sent.
 */
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import type { HashMatch } from '../finding.ts';
import { type Node, nodesOf } from '../node.ts';
import type { ByteForm } from './byte-forms.ts';
import { fold } from './fold.ts';
import { GramFilter } from './gram-filter.ts';
import type { Needle } from './needle.ts';

const ALGORITHMS = {
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha3-256': sha3_256,
  'sha3-512': sha3_512,
  ripemd160,
} as const;

const encoder = new TextEncoder();

interface Digest {
  algorithm: string;
  filter: GramFilter;
}

interface Digests {
  any: GramFilter;
  each: Digest[];
}

const prepared = new WeakMap<Needle, Digests>();

export function findHashes(root: Node, needles: readonly Needle[]): HashMatch[] {
  if (needles.length === 0) return [];
  const matches: HashMatch[] = [];
  const nodes = nodesOf(root);
  for (const needle of needles) {
    if (!needle.searchedInside) continue;
    const digests = digestsOf(needle);
    // The innermost layer comes last and names the place best.
    const holder = nodes.findLast(({ content }) => digests.any.matches(content.bytes));
    if (holder === undefined) continue;
    const digest = digests.each.find(({ filter }) => filter.matches(holder.content.bytes));
    if (digest === undefined) continue;
    matches.push({ needle: needle.id, path: holder.layer.path, algorithm: digest.algorithm });
  }
  return matches;
}

function digestsOf(needle: Needle): Digests {
  let digests = prepared.get(needle);
  if (digests === undefined) {
    const all: ByteForm[] = [];
    const each = Object.entries(ALGORITHMS).map(([algorithm, hash]) => {
      const forms = writings(needle.text).flatMap((text) => formsOf(hash(encoder.encode(text))));
      all.push(...forms);
      return { algorithm, filter: new GramFilter(forms) };
    });
    digests = { any: new GramFilter(all), each };
    prepared.set(needle, digests);
  }
  return digests;
}

/** As typed; as those write it who compare addresses and names. */
function writings(text: string): string[] {
  return [...new Set([text, text.toLowerCase(), fold(text)])];
}

/** The bytes, hexadecimal digits, base64 in both alphabets. */
function formsOf(digest: Uint8Array): ByteForm[] {
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64 = btoa(String.fromCharCode(...digest)).replace(/=+$/, '');
  const url = base64.replaceAll('+', '-').replaceAll('/', '_');
  return [
    { bytes: digest, foldCase: false },
    { bytes: encoder.encode(hex), foldCase: true },
    { bytes: encoder.encode(base64), foldCase: false },
    { bytes: encoder.encode(url), foldCase: false },
  ];
}
