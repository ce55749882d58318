import { useId, useState } from 'preact/hooks';
import { positionWords } from '../components/agreement.ts';
import { AgreementNote } from '../components/agreement-note.tsx';
import { Day } from '../components/moment.tsx';
import { ReasonSentence } from '../components/reason-sentence.tsx';
import { VerdictMark } from '../components/verdict-mark.tsx';
import { VerdictTerm } from '../components/verdict-term.tsx';
import { headline } from '../components/verdict-words.ts';
import { VisibleText } from '../components/visible-text.tsx';
import { ConversationTable } from './conversation-table.tsx';
import type { DashboardSource, PlatformRow } from './dashboard-view.ts';

const count = new Intl.NumberFormat();

/** One platform's row, and under it, when opened, its conversations. */
export function PlatformRows({ row, source }: { row: PlatformRow; source: DashboardSource }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { service, observed } = row;
  return (
    <>
      <tr class="platform" data-verdict={observed?.judgement.verdict}>
        <th scope="row">
          <VisibleText text={service.name} />
          {observed && (
            <button
              type="button"
              class="expand"
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
            >
              {count.format(observed.conversations)}{' '}
              {observed.conversations === 1 ? 'conversation' : 'conversations'}
            </button>
          )}
        </th>
        <td>
          <Observed row={row} />
        </td>
        <td>
          <Documented row={row} />
        </td>
        <td class="number">{observed ? count.format(observed.payloads) : '–'}</td>
      </tr>
      {open && (
        <tr class="detail" id={id}>
          <td colSpan={4}>
            <ConversationTable service={service} source={source} />
          </td>
        </tr>
      )}
    </>
  );
}

function Observed({ row }: { row: PlatformRow }) {
  const { service, observed } = row;
  if (!observed) {
    if (row.selfHosted && service.pages.length === 0) {
      return <p class="soft">Runs on people’s own servers. Add the address of yours below.</p>;
    }
    if (service.pages.length === 0) return <p class="soft">There is no web client to look at.</p>;
    return <p class="soft">{row.enabled && row.permitted ? 'Nothing yet.' : 'Switched off.'}</p>;
  }
  const { verdict, strength, elsewhere } = observed.judgement;
  return (
    <div class="observed">
      <VerdictMark verdict={verdict} />
      <div>
        <p class="headline">
          <VisibleText text={headline(verdict, strength, service.name, elsewhere)} />
        </p>
        <VerdictTerm verdict={verdict} strength={strength} />
        <p>
          <ReasonSentence sentence={observed.sentence} reason={observed.judgement.reasons[0]} />
        </p>
        {observed.mix && <p class="soft">Conversations {observed.mix}.</p>}
      </div>
    </div>
  );
}

function Documented({ row }: { row: PlatformRow }) {
  const disagrees = row.observed?.disagrees;
  if (row.claims.length === 0) return <p class="soft">Nothing to compare with.</p>;
  return (
    <>
      {row.claims.map((claim) => (
        <div class="documented" key={claim.source}>
          <p class="position">{positionWords[claim.position]}</p>
          <p class="text">{claim.text}</p>
          <p class="soft">
            <a href={claim.source} target="_blank" rel="noreferrer noopener">
              {new URL(claim.source).host}
            </a>
            , read on <Day date={claim.checked} />
          </p>
        </div>
      ))}
      {disagrees && <AgreementNote agreement="disagrees" text={disagrees} />}
    </>
  );
}
