/** Names of fields in which messengers put what people write, and of those that hold a preview of something. */

/** Names seen in the protocols of the fact sheet and in the chat interfaces of public documentation. */
const TEXT_NAMES: ReadonlySet<string> = new Set(
  'text body content contents message msg plaintext caption markdown html status formatted_body sensitive_string_value conversation subject note reply comment text_body textbody txt insert value stringvalue messagetext message_text messagebody message_body rawtext raw_text plain'.split(
    ' ',
  ),
);
const PREVIEW =
  /(?:^|[._\]@])(?:[a-z_]*preview|link_?meta|unfurls?|embeds?|attachments?|card|og|snippet|matched[-_]?text|canonical[-_]?url)(?:$|[._[@])/i;

/** Name of the field that a path ends in, without list positions; '' for the root and for lists without a name. */
export function fieldName(path: string): string {
  return (
    path
      .replace(/(?:\[\d*\])+$/, '')
      .split(/[.@\]]/)
      .at(-1) ?? ''
  );
}

/** Last words of names such as `search_text`, `fallbackBody`, `lastMessage`. */
const TEXT_ENDING =
  /[_-](?:text|body|message|msg|caption|plaintext)$|[a-z](?:Text|Body|Message|Msg|Caption|Plaintext)$/;

/** True where the field's name says that people's words stand there. */
export function isTextName(name: string): boolean {
  return TEXT_NAMES.has(name.toLowerCase()) || isTextEnding(name);
}

/** True for a longer name that ends in such a word: no protocol has a word of its own there. */
export function isTextEnding(name: string): boolean {
  return TEXT_ENDING.test(name);
}

/**
 * Last words of names in which protocols put words of their own: kinds, states, ids, addresses, times. Seen in the
 * protocols of the fact sheet and in the chat interfaces of public documentation.
 */
const PROTOCOL_NAMES: ReadonlySet<string> = new Set(
  'type kind event events action op opcode cmd command method target alg algorithm algorithms enc typ version ver v id ids uuid guid key keys kid room rooms channel channels group chat thread to from sender recipient recipients receiver destination author owner user users username device platform client lang language locale status state mode encoding format topic destination protocol path url uri host domain nonce iv salt ts time timestamp date at seq sequence index token ticket hash signature sig mac tag session sid rid jid mid mime ns xmlns namespace priority role scope nickname name names collection msgtype messagetype contenttype result code reason tags'.split(
    ' ',
  ),
);

/** True where the field's name says that a word of the protocol stands there. */
export function isProtocolName(name: string): boolean {
  const words = name.split(/[_\-.:]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  return PROTOCOL_NAMES.has((words.at(-1) ?? '').toLowerCase());
}

/** True where no name says what stands there: the root, a numbered field, the arguments of a call. */
export function isNameless(name: string): boolean {
  return /^(?:\d*|args?|arguments|params|data|payload|input|req|[a-z$])$/i.test(name);
}

/** True for a place in something that shows what a message links to. */
export function isPreview(path: string): boolean {
  return PREVIEW.test(path);
}

/** Written forms of values, which a decoder takes apart though somebody may have sent them as they are. */
const NOTATIONS: ReadonlySet<string> = new Set(
  'json json-lines pblite form xml html-entities percent escapes quoted-printable number-list'.split(
    ' ',
  ),
);

/** True for the format of a layer that is a text in some notation: a line of JSON, a piece of markup. */
export function isNotation(format: string): boolean {
  return NOTATIONS.has(format);
}
