import type { Reason } from '../../verdict/verdict.ts';
import { SafeText } from './safe-text.tsx';
import { VisibleText } from './visible-text.tsx';

/** A reason's sentence, with the field path and the host that it names set apart from the words around them. */
export function ReasonSentence({
  sentence,
  reason,
}: {
  sentence: string;
  reason?: Reason | undefined;
}) {
  const wireFacts = [reason?.path ?? '', reason?.host ?? ''].filter((fact) => fact !== '');
  return (
    <>
      {splitAround(sentence, wireFacts).map(({ text, fact }) =>
        fact ? <SafeText text={text} /> : <VisibleText text={text} />,
      )}
    </>
  );
}

interface Piece {
  text: string;
  fact: boolean;
}

/** Cuts a sentence before and after each of the facts, where they stand as words of their own. */
function splitAround(sentence: string, facts: readonly string[]): Piece[] {
  return facts.reduce<Piece[]>(
    (pieces, fact) => pieces.flatMap((piece) => (piece.fact ? [piece] : cutAt(piece.text, fact))),
    [{ text: sentence, fact: false }],
  );
}

function cutAt(text: string, fact: string): Piece[] {
  const at = standsAt(text, fact);
  if (at < 0) return [{ text, fact: false }];
  return [
    { text: text.slice(0, at), fact: false },
    { text: fact, fact: true },
    ...cutAt(text.slice(at + fact.length), fact),
  ];
}

/** Where `fact` stands in `text` between spaces or before a full stop or comma; -1 where it does not. */
function standsAt(text: string, fact: string): number {
  for (let at = text.indexOf(fact); at >= 0; at = text.indexOf(fact, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + fact.length);
    if (/(^|\s)$/.test(before) && /^([.,:;]?(\s|$))/.test(after)) return at;
  }
  return -1;
}
