/**
 * Old and simple messengers send by submitting a form: the browser builds the body itself and no script
 * interface is called. The fields are read when the page's own handlers have let the submission pass.
 */
import type { TapPart, TapPayload } from '../messages/tap-message.ts';

function partsOf(form: HTMLFormElement, submitter: HTMLElement | null): TapPart[] {
  const parts: TapPart[] = [];
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') parts.push({ name, body: value, size: value.length });
    else parts.push({ name, filename: value.name, body: '', size: value.size });
  }
  return parts;
}

export function watchForms(onPayload: (payload: TapPayload) => void, signal: AbortSignal): void {
  window.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
      const submitter = event.submitter;
      // A form's own fields may be called `method` or `action`: ask the attributes.
      const attribute = (name: string) =>
        submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
      const method = attribute('method').toLowerCase() || 'get';
      if (method === 'dialog') return;
      const parts = partsOf(form, submitter);
      const hasFiles = parts.some((part) => part.filename !== undefined && part.size > 0);
      onPayload({
        kind: 'payload',
        at: performance.now(),
        channel: 'form',
        direction: 'out',
        method,
        url: attribute('action') || document.URL,
        contentType: 'application/x-www-form-urlencoded',
        body: parts,
        size: parts.reduce((sum, part) => sum + part.size, 0),
        ...(hasFiles ? { unseen: 'unreadable-object' as const } : {}),
      });
    },
    { signal },
  );
}
