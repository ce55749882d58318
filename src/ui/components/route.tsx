import type { Strength, Verdict } from '../../verdict/verdict.ts';
import { type Reading, reading } from './verdict-words.ts';
import './route.css';

const words: Record<Reading, string> = {
  can: 'can read it',
  cannot: 'can’t read it',
  sealed: 'gets it sealed',
  unknown: 'unknown',
};

const hedgedWords: Record<Reading, string> = {
  can: 'can probably read it',
  cannot: 'can’t read it',
  sealed: 'probably gets it sealed',
  unknown: 'unknown',
};

/** The way of a message: each party that it passes, and whether that party can read it. */
export function Route(props: { verdict: Verdict; strength: Strength; service: string }) {
  const { verdict, strength, service } = props;
  const stops = [
    { name: 'The network', reads: reading(verdict, 'network') },
    { name: service, reads: reading(verdict, 'service') },
  ];
  return (
    <dl class="route" aria-label="Who can read it on the way">
      {stops.map((stop) => (
        <div class="stop" key={stop.name} data-reads={stop.reads}>
          <dt>{stop.name}</dt>
          <dd>{(strength === 'indicative' ? hedgedWords : words)[stop.reads]}</dd>
        </div>
      ))}
    </dl>
  );
}
