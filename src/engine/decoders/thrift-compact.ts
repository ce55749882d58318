/** Thrift's compact protocol without a schema; see thrift.ts. */
import type { Decoder } from './decoder.ts';
import { takeFieldsApart } from './thrift.ts';
import { thriftCompactFields } from './thrift-compact-fields.ts';

const MIN_SIZE = 8;
const MAX_TYPE = 12;
/** Readable characters, see value-reader.ts: the form itself is loose, so more of them than elsewhere. */
const MIN_EVIDENCE = 10;

export const thriftCompact: Decoder = {
  id: 'thrift-compact',
  opens: isFieldHeader,
  fit(content) {
    const { bytes } = content;
    const first = bytes[0] ?? 0;
    if (content.isString || bytes.length < MIN_SIZE || bytes[bytes.length - 1] !== 0) return -1;
    return isFieldHeader(first) ? 0.45 : -1;
  },
  decode({ bytes }, _context, budget) {
    const struct = thriftCompactFields(bytes);
    if (struct === undefined || struct.evidence < MIN_EVIDENCE) return undefined;
    return takeFieldsApart(bytes, struct.fields, budget.leavesLeft);
  },
};

/** A step of the field's id in the high half, its type in the low. */
function isFieldHeader(first: number): boolean {
  return first >= 16 && (first & 15) >= 1 && (first & 15) <= MAX_TYPE;
}
