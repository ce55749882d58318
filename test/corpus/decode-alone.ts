import { Content } from '../../src/engine/content.ts';
import type { Context, Decoder, Piece } from '../../src/engine/decoders/decoder.ts';
import { Budget, DEFAULT_LIMITS } from '../../src/engine/limits.ts';

export const ROOT: Context = { contentType: '', parent: '', name: '', depth: 0, knownTexts: [] };

export function freshBudget(): Budget {
  return new Budget(DEFAULT_LIMITS, () => 0);
}

/** Pieces that one decoder finds; undefined when it does not fit or gives up. */
export function piecesOf(
  decoder: Decoder,
  value: string | Uint8Array,
  context: Partial<Context> = {},
): Piece[] | undefined {
  const content = new Content(value);
  const whole = { ...ROOT, ...context };
  if (decoder.fit(content, whole) < 0) return undefined;
  try {
    return decoder.decode(content, whole, freshBudget())?.pieces;
  } catch {
    return undefined;
  }
}

/** `[segment, text]` of each piece; hexadecimal digits where it is no text. */
export function decodeAlone(
  decoder: Decoder,
  value: string | Uint8Array,
  context: Partial<Context> = {},
): [string, string][] | undefined {
  return piecesOf(decoder, value, context)?.map(({ segment, content }) => [
    segment,
    content.readable ?? Buffer.from(content.bytes).toString('hex'),
  ]);
}
