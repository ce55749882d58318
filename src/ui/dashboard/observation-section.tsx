import { useState } from 'preact/hooks';
import { Pager } from '../components/pager.tsx';
import { PayloadList } from '../components/payload-list.tsx';
import { useWatch } from '../components/use-watch.ts';
import {
  type DashboardSource,
  type ObservationRow,
  observationsPerPage,
  type Page,
} from './dashboard-view.ts';

/** The newest payloads of all platforms, as anatomy. Absent while there are none. */
export function ObservationSection(props: {
  source: DashboardSource;
  /** A service's name by its id. */
  nameOf(service: string): string;
}) {
  const [offset, setOffset] = useState(0);
  const page = useWatch<Page<ObservationRow>>(`${offset}`, (listener) =>
    props.source.watchObservations(offset, listener),
  );
  if (!page || page.total === 0) return null;
  return (
    <section aria-labelledby="observations">
      <h2 id="observations">Recent payloads</h2>
      <p class="lead">What each was made of, layer by layer.</p>
      <PayloadList
        payloads={page.items.map(({ service, observation }) => ({
          service: props.nameOf(service),
          observation,
        }))}
      />
      <Pager
        of="payloads"
        offset={offset}
        size={observationsPerPage}
        total={page.total}
        go={setOffset}
      />
    </section>
  );
}
