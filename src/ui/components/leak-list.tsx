import type { LeakLine } from '../../messages/messages.ts';
import { MOST_MOMENTS } from '../../verdict/leaks.ts';
import { Moment } from './moment.tsx';
import { ReasonSentence } from './reason-sentence.tsx';
import './leak-list.css';

/** Where what was typed went beside the message: to whom, in which field, when, how often. */
export function LeakList({ leaks }: { leaks: readonly LeakLine[] }) {
  return (
    <ul class="leak-list">
      {leaks.map((leak) => (
        <li key={leak.sentence}>
          <p>
            <ReasonSentence
              sentence={leak.sentence}
              reason={{ rule: '', path: leak.field, host: leak.host }}
            />
          </p>
          <p class="soft">
            {leak.thirdParty ? 'Somebody else than the service' : 'The service itself'},{' '}
            {timesWords(leak.count)} <Moment at={leak.lastAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The last words before the moment of the last time. */
function timesWords(count: number): string {
  if (count <= 1) return 'once, on';
  const times = count < MOST_MOMENTS ? `${count} times` : `${MOST_MOMENTS} times or more`;
  return `${times}, last on`;
}
