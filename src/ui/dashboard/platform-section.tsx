import { useState } from 'preact/hooks';
import { type Arrangement, arrange, type SortKey } from './arrange.ts';
import type { DashboardSource, PlatformRow } from './dashboard-view.ts';
import { PlatformRows } from './platform-rows.tsx';
import './platform-section.css';

const columns: readonly { key?: SortKey; title: string }[] = [
  { key: 'name', title: 'Platform' },
  { key: 'verdict', title: 'Observed here' },
  { title: 'Documented by the vendor' },
  { key: 'payloads', title: 'Payloads' },
];

const filters: readonly { value: Arrangement['show']; title: string }[] = [
  { value: 'all', title: 'All platforms' },
  { value: 'observed', title: 'Only observed ones' },
  { value: 'disagrees', title: 'Observed and documented disagree' },
  { value: 'plaintext', title: 'plaintext: the network can read' },
  { value: 'tls-only', title: 'tls-only: the service can read' },
  { value: 'inconclusive', title: 'inconclusive: we can’t tell' },
  { value: 'e2ee', title: 'e2ee: sealed before it left' },
];

/** The table of platforms: verdict, reason, claim, payloads. */
export function PlatformSection({
  rows,
  source,
}: {
  rows: readonly PlatformRow[];
  source: DashboardSource;
}) {
  const [arrangement, setArrangement] = useState<Arrangement>({
    sort: 'verdict',
    down: false,
    show: 'all',
  });
  const shown = arrange(rows, arrangement);
  const sortBy = (sort: SortKey) =>
    setArrangement({ ...arrangement, sort, down: arrangement.sort === sort && !arrangement.down });

  return (
    <section aria-labelledby="platforms">
      <div class="section-head">
        <h2 id="platforms">Platforms</h2>
        <label>
          Show{' '}
          <select
            value={arrangement.show}
            onChange={(event) => {
              const chosen = filters.find((filter) => filter.value === event.currentTarget.value);
              if (chosen) setArrangement({ ...arrangement, show: chosen.value });
            }}
          >
            {filters.map((filter) => (
              <option key={filter.value} value={filter.value}>
                {filter.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {!rows.some((row) => row.observed) && (
        <p class="empty">
          Nothing was observed yet. Switch a platform on below, open it, and send a message: its
          verdict then stands here.
        </p>
      )}
      <table class="platforms">
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th
                key={title}
                scope="col"
                aria-sort={
                  key && key === arrangement.sort
                    ? arrangement.down
                      ? 'descending'
                      : 'ascending'
                    : undefined
                }
              >
                {key ? (
                  <button type="button" onClick={() => sortBy(key)}>
                    {title}
                  </button>
                ) : (
                  title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <PlatformRows key={row.service.id} row={row} source={source} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p class="empty">No platform is like this.</p>}
    </section>
  );
}
