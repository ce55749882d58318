/** What a readable leaf is: text for people, or one of the fixed forms that programs write. */
import {
  CONTROL,
  type Content,
  DASH,
  DIGIT,
  HIGH,
  LOWER,
  OTHER,
  SPACE,
  UPPER,
} from '../content.ts';
import type { LeafClass } from '../finding.ts';

const NUMBER = /^[-+]?\d{1,30}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?$/i;
const MIN_ID_DIGITS = 8;
const MIN_UUID = 36;
const MIN_HEX = 16;
const UUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;
const HEX_ID = /^(?:0x)?(?:[0-9a-f]{16,128}|[0-9A-F]{16,128})$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const URL_LIKE = /^[a-z][a-z0-9+.-]{1,30}:\/\/\S+$/i;
/** Addresses of mail and XMPP (RFC 7622), and identifiers of Matrix. */
const ADDRESS = /^[^\s@/"<>]{1,256}@[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:\/[^\s/]{1,256})?$/;
const MATRIX_ID = /^[@!#$+][^\s:]{1,200}:[\w.-]+(?::\d+)?$/;
/** Conversation ids such as `0:1:6801:6802`. */
const NUMBER_GROUPS = /^\d+(?:[:_.-]\d+)+$/;
const TOKEN_CHARACTERS = /^[A-Za-z0-9_.~+/=:|%-]+$/;
const MIN_TOKEN = 20;
const LONGEST_FORM = 4096;
/** What white space consists of. */
const BLANK = SPACE | CONTROL | HIGH;

export function textClass(content: Content): LeafClass {
  const text = content.text ?? '';
  if (text === '' || ((content.kinds & ~BLANK) === 0 && text.trim() === '')) return 'empty';
  if ((content.kinds & (SPACE | HIGH)) !== 0 || text.length > LONGEST_FORM) {
    return startsWithDigit(text) && ISO_DATE.test(text) ? 'identifier' : 'text';
  }
  if ((content.kinds & DIGIT) !== 0) {
    if (NUMBER.test(text)) {
      return text.replace(/\D/g, '').length >= MIN_ID_DIGITS ? 'identifier' : 'number';
    }
    if (text.length >= MIN_UUID && UUID.test(text)) return 'identifier';
    if (text.length >= MIN_HEX && HEX_ID.test(text)) return 'identifier';
    if (startsWithDigit(text) && text.length >= MIN_ID_DIGITS) {
      if (ISO_DATE.test(text) || NUMBER_GROUPS.test(text)) return 'identifier';
    }
  }
  // All of these have a colon or an at sign.
  if ((content.kinds & OTHER) !== 0) {
    if (URL_LIKE.test(text) || ADDRESS.test(text) || MATRIX_ID.test(text)) return 'identifier';
  }
  return isToken(content, text) ? 'token' : 'text';
}

function startsWithDigit(text: string): boolean {
  const first = text.charAt(0);
  return first >= '0' && first <= '9';
}

/** Long, without a space, and changing between letters and digits as no word does. */
function isToken(content: Content, text: string): boolean {
  if (text.length < MIN_TOKEN || !TOKEN_CHARACTERS.test(text)) return false;
  if ((content.kinds & (LOWER | UPPER)) === 0 || (content.kinds & (DIGIT | DASH)) === 0)
    return false;
  const changes = text.match(/[A-Za-z]\d|\d[A-Za-z]|[a-z][A-Z]/g)?.length ?? 0;
  return changes * 6 >= text.length;
}
