/**
 * Protocol buffers as JSON arrays ("pblite", `application/json+protobuf`, google/closure-library goog.proto2): field n
 * stands at index n − 1, and fields with high numbers may follow in one object with their numbers as keys. Paths are
 * field numbers as in protobuf: `2.12.5`. Arrays also write repeated fields, which nothing on the wire tells from
 * messages; long ones add `[]`.
 */
import { Content } from '../content.ts';
import { joinPath, keySegment } from '../field-path.ts';
import type { Decoder, Piece } from './decoder.ts';

const CONTENT_TYPE = /json\+protobuf|protobuf\+json|pblite/;
const PREFIX = /^\)\]\}',?\s*/;
const MAX_MESSAGE = 64;
const MAX_NESTING = 128;

export const pblite: Decoder = {
  id: 'pblite',
  // White space, of which there is some outside ASCII, a prefix or the list.
  opens: (first) => first <= 0x20 || first === 0x29 || first === 0x5b || first === 128,
  fit(content, context) {
    if (!CONTENT_TYPE.test(context.contentType)) return -1;
    const text = content.text;
    return text !== undefined && /^\s*(?:\)\]\}'[^[]{0,8})?\[/.test(text) ? 0.97 : -1;
  },
  decode(content, context, budget) {
    const document: unknown = JSON.parse((content.text ?? '').replace(PREFIX, ''));
    const limit = budget.leavesLeft;
    const pieces: Piece[] = [];
    let omitted = 0;

    function visit(value: unknown, path: string, origin: object, nesting: number): void {
      if (pieces.length >= limit || nesting > MAX_NESTING) omitted += 1;
      else if (Array.isArray(value)) visitList(value, path, nesting);
      else if (typeof value === 'object' && value !== null) {
        for (const [key, member] of Object.entries(value)) {
          visit(member, joinPath(path, keySegment(key, context.knownTexts)), value, nesting + 1);
        }
      } else if (typeof value === 'string') {
        pieces.push({ segment: path, content: new Content(value), origin });
      } else if (value !== null) {
        pieces.push({
          segment: path,
          content: new Content(String(value)),
          class: 'number',
          origin,
        });
      }
    }

    function visitList(list: unknown[], path: string, nesting: number): void {
      const last = list.at(-1);
      for (const [at, item] of list.entries()) {
        const isHighFields = item === last && at === list.length - 1 && isPlainObject(item);
        const segment = list.length > MAX_MESSAGE ? '[]' : String(at + 1);
        visit(item, isHighFields ? path : joinPath(path, segment), list, nesting + 1);
      }
    }

    if (!Array.isArray(document)) return undefined;
    visitList(document, '', 0);
    return { pieces, document, ...(omitted > 0 ? { omitted } : {}) };
  },
};

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
