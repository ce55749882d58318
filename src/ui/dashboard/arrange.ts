import type { Verdict } from '../../verdict/verdict.ts';
import { verdictOrder } from '../components/verdict-words.ts';
import type { PlatformRow } from './dashboard-view.ts';

export type SortKey = 'name' | 'verdict' | 'payloads';

export interface Arrangement {
  sort: SortKey;
  /** The other way round than the key's own order. */
  down: boolean;
  show: 'all' | 'observed' | 'disagrees' | Verdict;
}

/** The rows that are asked for, in the order asked for. Rows that were never observed come last, by name. */
export function arrange(rows: readonly PlatformRow[], arrangement: Arrangement): PlatformRow[] {
  const direction = arrangement.down ? -1 : 1;
  return rows
    .filter((row) => isShown(row, arrangement.show))
    .sort((a, b) => {
      if (arrangement.sort === 'name') return direction * byName(a, b);
      if (!a.observed || !b.observed) {
        return Number(!a.observed) - Number(!b.observed) || byName(a, b);
      }
      const difference =
        arrangement.sort === 'verdict'
          ? rank(a.observed.judgement.verdict) - rank(b.observed.judgement.verdict)
          : b.observed.payloads - a.observed.payloads;
      return direction * difference || byName(a, b);
    });
}

function isShown(row: PlatformRow, show: Arrangement['show']): boolean {
  if (show === 'all') return true;
  if (show === 'observed') return row.observed !== undefined;
  if (show === 'disagrees') return row.observed?.disagrees !== undefined;
  return row.observed?.judgement.verdict === show;
}

function byName(a: PlatformRow, b: PlatformRow): number {
  return a.service.name.localeCompare(b.service.name);
}

function rank(verdict: Verdict): number {
  return verdictOrder.indexOf(verdict);
}
