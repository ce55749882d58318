import { useState } from 'preact/hooks';
import type { Service } from '../../messages/messages.ts';
import { LeakList } from '../components/leak-list.tsx';
import { Moment } from '../components/moment.tsx';
import { Pager } from '../components/pager.tsx';
import { ReasonSentence } from '../components/reason-sentence.tsx';
import { useWatch } from '../components/use-watch.ts';
import { VerdictMark } from '../components/verdict-mark.tsx';
import { VerdictTerm } from '../components/verdict-term.tsx';
import {
  type ConversationRow,
  conversationsPerPage,
  type DashboardSource,
  type Page,
} from './dashboard-view.ts';
import './conversation-table.css';

/** The conversations of one platform, each named by the beginning of its hash. */
export function ConversationTable({
  service,
  source,
}: {
  service: Service;
  source: DashboardSource;
}) {
  const [offset, setOffset] = useState(0);
  const page = useWatch<Page<ConversationRow>>(`${service.id} ${offset}`, (listener) =>
    source.watchConversations(service.id, offset, listener),
  );
  if (!page) return null;
  return (
    <>
      <table class="conversations">
        <caption class="visually-hidden">Conversations on {service.name}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Verdict</th>
            <th scope="col">Reason</th>
            <th scope="col">First seen</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((row) => (
            <tr key={row.conversation} data-verdict={row.judgement.verdict}>
              <th scope="row">
                conversation <code>{row.conversation.slice(0, 4)}</code>
              </th>
              <td>
                <span class="observed">
                  <VerdictMark verdict={row.judgement.verdict} />
                  <VerdictTerm verdict={row.judgement.verdict} strength={row.judgement.strength} />
                </span>
              </td>
              <td>
                <ReasonSentence sentence={row.sentence} reason={row.judgement.reasons[0]} />
                {row.leaks.length > 0 && (
                  <details class="also-readable" open={row.leaks.length <= 2}>
                    <summary>
                      Also readable in {row.leaks.length}{' '}
                      {row.leaks.length === 1 ? 'other place' : 'other places'}
                    </summary>
                    <LeakList leaks={row.leaks} />
                  </details>
                )}
              </td>
              <td>
                <Moment at={row.firstSeen} />
              </td>
              <td>
                <Moment at={row.lastSeen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager
        of="conversations"
        offset={offset}
        size={conversationsPerPage}
        total={page.total}
        go={setOffset}
      />
    </>
  );
}
