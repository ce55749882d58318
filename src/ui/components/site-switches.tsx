import type { ServiceState } from '../../messages/messages.ts';
import { ActionButton } from './action-button.tsx';
import type { SiteActions } from './site-actions.ts';
import './site-switches.css';

const declined = 'The browser did not give access.';

/** Switched on, and the browser lets us. */
function isOn(row: ServiceState): boolean {
  return row.enabled && row.permitted;
}

/** On and off for each platform, all at once, and removal of sites that the person added. */
export function SiteSwitches({
  services,
  actions,
}: {
  services: readonly ServiceState[];
  actions: SiteActions;
}) {
  const web = services.filter((row) => row.service.pages.length > 0);
  const off = web.filter((row) => !isOn(row));
  return (
    <div class="site-switches">
      <div>
        <ActionButton
          kind="main"
          disabled={off.length === 0}
          declined={declined}
          run={() => actions.switchOn(off.map((row) => row.service))}
        >
          {off.length === 0 ? 'All are on' : 'Switch all on'}
        </ActionButton>
      </div>
      <ul>
        {web.map((row) => (
          <li key={row.service.id} data-on={isOn(row) || undefined}>
            <span class="name">{row.service.name}</span>
            <span class="state">{isOn(row) ? 'on' : 'off'}</span>
            <span class="choices">
              {!isOn(row) && (
                <ActionButton
                  kind="quiet"
                  declined={declined}
                  run={() => actions.switchOn([row.service])}
                >
                  Switch on<span class="visually-hidden"> {row.service.name}</span>
                </ActionButton>
              )}
              {(isOn(row) || row.service.origin !== undefined) && (
                <ActionButton kind="quiet" run={() => actions.switchOff(row.service)}>
                  {row.service.origin === undefined ? 'Switch off' : 'Remove'}
                  <span class="visually-hidden"> {row.service.name}</span>
                </ActionButton>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
