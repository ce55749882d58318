/** Lines of a stream of bytes, without ever holding more than one. */

/** A line: its text, or that it was too long to be kept. */
export type TextLine = { number: number; text: string } | { number: number; tooLong: true };

/** Longest line, bytes: a payload of 64 MiB in base64 and what stands around it. */
export const LONGEST_LINE = 96 * 1024 * 1024;

/** Cuts a stream of UTF-8 at its line feeds (a carriage return before one is dropped); numbers count from 1. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  longest = LONGEST_LINE,
): AsyncGenerator<TextLine> {
  let number = 1;
  let pending: Uint8Array[] = [];
  let size = 0;
  const take = (): TextLine => {
    const line: TextLine =
      size > longest ? { number, tooLong: true } : { number, text: textOf(pending) };
    number += 1;
    pending = [];
    size = 0;
    return line;
  };
  const keep = (part: Uint8Array) => {
    size += part.length;
    if (size > longest) pending = [];
    else if (part.length > 0) pending.push(part);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

function textOf(parts: readonly Uint8Array[]): string {
  const text = Buffer.concat(parts).toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
