import type { OutdatedClaim } from '../../platforms/profile.ts';
import { Day } from './moment.tsx';
import './claim-beside.css';

/** What is widely told of the platform and does not hold, folded: it is there for who wonders. */
export function OutdatedClaims({ outdated }: { outdated: readonly OutdatedClaim[] }) {
  if (outdated.length === 0) return null;
  return (
    <details class="further">
      <summary>
        {outdated.length === 1
          ? 'One published claim does not hold'
          : `${outdated.length} published claims do not hold`}
      </summary>
      {outdated.map(({ said, holds, source, checked }) => (
        <div class="claim" key={said}>
          <p>
            <strong>Said:</strong> {said}
          </p>
          <p>
            <strong>Holds:</strong> {holds}
          </p>
          <p class="source soft">
            <a href={source} target="_blank" rel="noreferrer noopener">
              {new URL(source).host}
            </a>
            , read on <Day date={checked} />
          </p>
        </div>
      ))}
    </details>
  );
}
