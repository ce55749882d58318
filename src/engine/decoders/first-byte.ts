/** Which formats content may have, by its first byte: most are out before anybody is asked. */
import type { Content } from '../content.ts';

/** A format that may say what it begins with. */
export interface Opening {
  /**
   * False where nothing of this format begins with this byte; of a text, with this character, where 128 stands for all
   * outside ASCII. Asked 256 times when the engine starts, and never again. Without it, any beginning is possible.
   */
  opens?(first: number): boolean;
}

const NOT_ASCII = 128;
/** The row of empty content. */
const EMPTY = 256;

/** One row for each first byte, and one for no bytes at all. */
export type ByFirstByte<Format> = readonly (readonly Format[])[];

export function byFirstByte<Format extends Opening>(
  formats: readonly Format[],
): ByFirstByte<Format> {
  return Array.from({ length: EMPTY + 1 }, (_, first) =>
    first === EMPTY ? formats : formats.filter((format) => format.opens?.(first) ?? true),
  );
}

/** The row for content that is taken as bytes. */
export function byteRow(content: Content): number {
  return content.bytes[0] ?? EMPTY;
}

/** The row for content that is taken as a text. */
export function textRow(content: Content): number {
  const text = content.text ?? '';
  return text === '' ? EMPTY : Math.min(text.charCodeAt(0), NOT_ASCII);
}
