// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type WorkerActions, WorkerSwitch } from './worker-switch.tsx';

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('main'));
});
afterEach(() => root.remove());

const button = () => root.querySelector('button') as HTMLButtonElement;
const press = () => act(() => button().click());
const shows = (text: string) => vi.waitFor(() => expect(root.textContent).toContain(text));

it('shows the state, and changes it', async () => {
  let on = false;
  const workers: WorkerActions = {
    isOn: async () => on,
    switchOn: async () => {
      on = true;
      return true;
    },
    switchOff: async () => {
      on = false;
    },
  };
  await act(() => render(<WorkerSwitch workers={workers} />, root));
  await shows('Workers are not looked into.');
  await press();
  await shows('Workers are looked into.');
  expect(button().textContent).toBe('Stop looking into workers');
  await press();
  await shows('Workers are not looked into.');
});

it('says when the person declined, and stays off', async () => {
  const switchOn = vi.fn(async () => false);
  const workers = { isOn: async () => false, switchOn, switchOff: async () => {} };
  await act(() => render(<WorkerSwitch workers={workers} />, root));
  await shows('Workers are not looked into.');
  await press();
  await shows('did not give access');
  expect(switchOn).toHaveBeenCalledOnce();
  expect(root.querySelector('[data-on]')).toBeNull();
});
