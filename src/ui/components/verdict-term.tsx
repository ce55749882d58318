import type { Strength, Verdict } from '../../verdict/verdict.ts';
import { strengthWords } from './verdict-words.ts';
import './verdict-term.css';

/** The verdict's term as the exports spell it, with its strength in words. */
export function VerdictTerm(props: { verdict: Verdict; strength?: Strength }) {
  const words = props.strength && strengthWords(props.verdict, props.strength);
  return (
    <span class="verdict-term" data-verdict={props.verdict}>
      <code>{props.verdict}</code>
      {words && <span class="strength">{words}</span>}
    </span>
  );
}
