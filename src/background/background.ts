/**
 * The background's entry: constructs, and registers every listener in the first tick, since any of these events
 * may be what woke it.
 */
import { showBadge } from '../browser/action.ts';
import { browserDebugger, debuggerInOtherBuild } from '../browser/debugger.ts';
import { onStart } from '../browser/lifecycle.ts';
import { grantedPatterns, looksIntoWorkers, onPermissionChange } from '../browser/permissions.ts';
import { filterWorkerScripts } from '../browser/response-filter.ts';
import { onMessage, ownIdentity } from '../browser/runtime-messages.ts';
import { ONBOARDING_PAGE } from '../browser/script-paths.ts';
import { scriptRegister } from '../browser/scripting.ts';
import { localArea, sessionArea } from '../browser/storage.ts';
import {
  onTabClosed,
  onTabLoading,
  openPage,
  reloadTab,
  tabsAt,
  tabUrl,
  tellFrame,
} from '../browser/tabs.ts';
import { onRequest } from '../browser/web-request.ts';
import { profiles } from '../platforms/registry.ts';
import { Database } from '../store/database.ts';
import { createCore } from './core.ts';
import { logOnce } from './log-once.ts';

const debug = browserDebugger();
const listenTo = onRequest((request) => void quietly('witness', core.requestSeen(request)));

const core = createCore({
  local: localArea(),
  session: sessionArea(),
  register: scriptRegister,
  granted: grantedPatterns,
  profiles,
  database: new Database(),
  own: ownIdentity(),
  tabUrl,
  tabsAt,
  reloadTab,
  debugger: debug,
  debuggerInOtherBuild: debuggerInOtherBuild(),
  showBadge,
  now: Date.now,
  looksIntoWorkers,
  tell: tellFrame,
  listenTo,
});

/** An event has nobody to reject to. */
async function quietly(place: string, work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => logOnce(place, error));
}

onMessage((message, sender) => core.message(message, sender));
onTabLoading((tabId, url) => quietly('tab', core.tabLoading(tabId, url)));
onTabClosed((tabId) => quietly('tab', core.tabClosed(tabId)));
const filterScripts = filterWorkerScripts((request) => core.workerScript(request));
filterScripts();
onPermissionChange(async () => {
  filterScripts();
  await quietly('permissions', core.review());
});
debug?.onEvent((from, method, parameters) => core.debuggerEvent(from, method, parameters));
debug?.onDetach((from, reason) => quietly('deep capture', core.debuggerDetached(from, reason)));
onStart(async (reason) => {
  if (reason === 'install') await quietly('set-up', openPage(ONBOARDING_PAGE));
});
// Also when no event says so: a browser that re-enables us starts the background and forgets our scripts.
void quietly('start', core.review());
