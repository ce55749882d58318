/** Readable leaves told apart: what people write, and what clients put beside a sealed message by themselves. */

/**
 * A word and something beside it, three things beside each other, a word in another script than Latin, or a
 * pictograph (Unicode Standard Annexes 24 and 51).
 */
const PROSE =
  /\p{L}\S*\s+\S|\S\s+\S*\p{L}|\S\s+\S+\s+\S|[^\p{Script=Latin}\P{L}]|\p{Extended_Pictographic}/u;
/** A message shows in its beginning that it is one; what is longer costs no more. */
const LOOKED_AT = 2000;

/** Runs that no word is as long as: ids, tokens, ciphertext written in letters. */
const LONG_RUN = 32;
const RUN_CHARACTERS = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/=-') {
  RUN_CHARACTERS[character.charCodeAt(0)] = 1;
}
/** What stands around such runs without being words: markup, and the names of those who are addressed. */
const AROUND = /<[^<>]*>|@\S+|[\w+/=-]{32,}(?:\.[\w+/=-]+)*/g;

/** True for a text that reads as written by a person rather than as a word of a protocol. */
export function isProse(text: string): boolean {
  const beginning = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text;
  return PROSE.test(hasLongRun(beginning) ? beginning.replace(AROUND, ' ') : beginning);
}

/** Looks at every 32nd character only: none of them stands outside a run that is as long. */
function hasLongRun(text: string): boolean {
  for (let at = LONG_RUN - 1; at < text.length; at += LONG_RUN) {
    let start = at;
    while (start >= 0 && isRunCharacter(text, start)) start -= 1;
    let end = at + 1;
    while (start < at && end < text.length && isRunCharacter(text, end)) end += 1;
    if (end - start - 1 >= LONG_RUN) return true;
  }
  return false;
}

function isRunCharacter(text: string, at: number): boolean {
  return RUN_CHARACTERS[text.charCodeAt(at)] === 1;
}

const HELP = String.raw`(?: (?:Find|You can find) more information (?:on|at):? https://conversations\.im/omemo\.?)?`;
/**
 * Sentences that XMPP clients send in clear beside the sealed message, for clients that can't open it (XEP-0384
 * "fallback body"; Conversations, Converse.js, Gajim, Dino, Profanity, Psi; XEP-0027 and XEP-0373 the same). Word
 * for word: a sentence with anything more may be the message.
 */
const NOTICES = [
  `I sent you an OMEMO encrypted message but your client doesn[’']t seem to support that\\.${HELP}`,
  `This is an OMEMO encrypted message which your client doesn[’']t seem to support\\.${HELP}`,
  "You received a message encrypted with OMEMO but your client doesn[’']t support OMEMO\\.",
  'You received a message encrypted with OMEMO \\(see XEP-0384\\)',
  '\\[This message is OMEMO encrypted\\]',
  'This message is \\*?encrypted\\*?(?: with (?:OMEMO|OpenPGP))? \\(See:? ?:?XEP[:-]`?0*(?:27|373|374|384)`?\\)\\.?',
  '\\[This message is encrypted \\(See :?XEP[:-]`?0*27`?\\)\\.?\\]',
  'This message is \\*?encrypted\\*?(?: with (?:OMEMO|OpenPGP))?\\.?',
  '\\[?ERROR: This message is encrypted, and you are unable to decrypt it\\.\\]?',
].map((words) => new RegExp(`^${words}$`));
const LONGEST_NOTICE = 220;

/** True for a client's own sentence that a sealed message stands beside it. */
export function isSealNotice(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST_NOTICE && NOTICES.some((notice) => notice.test(trimmed));
}
