import { liveQuery } from 'dexie';
import { onPermissionChange } from '../../browser/permissions.ts';
import { askBackground } from '../../browser/runtime-messages.ts';
import type { ServiceState } from '../../messages/messages.ts';
import type { Database } from '../../store/database.ts';
import { conversationsOf, recentObservations, serviceSummaries } from '../../store/queries.ts';
import {
  conversationsPerPage,
  type DashboardSource,
  observationsPerPage,
  type PlatformRow,
} from '../dashboard/dashboard-view.ts';
import { latestOnly } from './latest-only.ts';
import { conversationRow, platformRows } from './rows.ts';

/** Reads the store, and asks the background which services there are. `refresh` asks it again. */
export function dashboardSource(
  database: Database,
): DashboardSource & { refresh(): Promise<void> } {
  const listeners = new Set<(rows: readonly PlatformRow[]) => void>();
  let rows: readonly PlatformRow[] | undefined;
  let stop = () => {};
  const refresh = latestOnly(async () => {
    const services = await askBackground({ kind: 'services' });
    stop();
    stop = watch(
      () => serviceSummaries(database, claimsById(services)),
      (summaries) => {
        rows = platformRows(services, summaries);
        for (const listener of listeners) listener(rows);
      },
    );
  });
  onPermissionChange(refresh);
  // Another of our pages may have switched something meanwhile.
  window.addEventListener('focus', () => void refresh());
  void refresh();

  return {
    refresh,
    watchPlatforms(listener) {
      listeners.add(listener);
      if (rows) listener(rows);
      return () => listeners.delete(listener);
    },
    watchConversations: (service, offset, listener) =>
      watch(
        () => conversationsOf(database, service, { offset, limit: conversationsPerPage }),
        ({ rows: items, total }) => listener({ total, items: items.map(conversationRow) }),
      ),
    watchObservations: (offset, listener) =>
      watch(
        () => recentObservations(database, { offset, limit: observationsPerPage }),
        ({ rows: items, total }) => listener({ total, items }),
      ),
  };
}

function watch<Value>(query: () => Promise<Value>, listener: (value: Value) => void): () => void {
  const subscription = liveQuery(query).subscribe(listener);
  return () => subscription.unsubscribe();
}

function claimsById(services: readonly ServiceState[]) {
  return new Map(services.map(({ service, claims }) => [service.id, claims]));
}
