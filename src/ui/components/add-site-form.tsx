import { useId, useState } from 'preact/hooks';
import { siteAddress } from './site-address.ts';
import './add-site-form.css';

/** Adds a self-hosted or unknown messenger by its address. `add` asks for the host permission. */
export function AddSiteForm({ add }: { add(origin: string): Promise<boolean> }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<{ text: string; wrong: boolean }>();
  const problem = said?.wrong ? said.text : undefined;

  const submit = (event: Event) => {
    event.preventDefault();
    const address = siteAddress(typed);
    if ('problem' in address) {
      setSaid({ text: address.problem, wrong: true });
      return;
    }
    add(address.origin).then(
      (given) => {
        if (given) setTyped('');
        setSaid(
          given
            ? { text: `${address.origin} was added. Reload it if it is open.`, wrong: false }
            : { text: 'The browser did not give access, so nothing was added.', wrong: true },
        );
      },
      (error: unknown) =>
        setSaid({ text: error instanceof Error ? error.message : String(error), wrong: true }),
    );
  };

  return (
    <form class="add-site" onSubmit={submit} noValidate>
      <label for={id}>Address of the site</label>
      <div class="field">
        <input
          id={id}
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          dir="ltr"
          placeholder="https://chat.example"
          value={typed}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={`${id}-said`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          Add the site
        </button>
      </div>
      <p id={`${id}-said`} class={problem ? 'problem' : 'soft'} role="status">
        {said?.text ?? 'Your own Mattermost, Matrix or XMPP server, or any other messenger.'}
      </p>
    </form>
  );
}
