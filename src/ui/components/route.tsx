import type { Strength, Verdict } from '../../verdict/verdict.ts';
import { type Reading, reading } from './verdict-words.ts';
import { VisibleText } from './visible-text.tsx';
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
export function Route(props: {
  verdict: Verdict;
  strength: Strength;
  service: string;
  /** Host of somebody else, when only they were seen to get something readable. */
  elsewhere?: string | undefined;
}) {
  const { verdict, strength, service, elsewhere } = props;
  const atService = reading(verdict, 'service');
  const stops: { name: string; reads: Reading; aside?: true }[] = [
    { name: 'The network', reads: reading(verdict, 'network') },
    { name: service, reads: elsewhere === undefined ? atService : 'unknown' },
    ...(elsewhere === undefined
      ? []
      : [{ name: elsewhere, reads: atService, aside: true as const }]),
  ];
  return (
    <dl class="route" aria-label="Who can read it on the way">
      {stops.map((stop) => (
        <div class="stop" key={stop.name} data-reads={stop.reads} data-aside={stop.aside}>
          <dt>
            <VisibleText text={stop.name} />
          </dt>
          <dd>{(strength === 'indicative' ? hedgedWords : words)[stop.reads]}</dd>
        </div>
      ))}
    </dl>
  );
}
