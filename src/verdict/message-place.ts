/** Names of fields in which messengers put what people write, and of those that hold a preview of something. */

/** Names seen in the protocols of the fact sheet and in the chat interfaces of public documentation. */
const TEXT_NAMES: ReadonlySet<string> = new Set(
  'text body content contents message msg plaintext caption markdown html status formatted_body sensitive_string_value conversation subject note reply comment text_body textbody messagetext message_text messagebody message_body rawtext raw_text plain'.split(
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

/** True where the field's name says that people's words stand there. */
export function isTextName(name: string): boolean {
  return TEXT_NAMES.has(name.toLowerCase());
}

/** True where no name says what stands there: the root, a numbered field, the arguments of a call. */
export function isNameless(name: string): boolean {
  return /^(?:\d*|args?|arguments|params|data|payload|input|[adp$])$/i.test(name);
}

/** True for a place in something that shows what a message links to. */
export function isPreview(path: string): boolean {
  return PREVIEW.test(path);
}
