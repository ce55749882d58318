/** What every lab page does: read the composer, send on Enter or button, show what was said. */

export interface Chat {
  /** Shows a message. Text nodes only. */
  show(text: string, side: 'in' | 'out'): void;
  /** Shows that the page failed to do something. */
  fail(error: unknown): void;
  /** Marks the page as connected: `html[data-ready]`. */
  ready(): void;
}

function isTextField(element: Element): element is HTMLTextAreaElement {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`the page lacks ${selector}`);
  return element;
}

/**
 * Binds composer, Send button and timeline.
 * @param send is called with the text after the composer was emptied; its message is shown when it is through.
 * @param typing is called on each change of the draft.
 */
export function bindChat(options: {
  composer: string;
  button?: string;
  send(text: string): Promise<void>;
  typing?(draft: string): void;
}): Chat {
  const composer = find(options.composer);
  const timeline = find('[data-lab=timeline]');
  // biome-ignore lint/performance/useDomNodeTextContent: innerText keeps the line breaks that a person typed
  const read = (): string => (isTextField(composer) ? composer.value : composer.innerText);

  const chat: Chat = {
    show(text, side) {
      const line = document.createElement('p');
      line.className = side;
      line.textContent = text;
      timeline.append(line);
      line.scrollIntoView();
    },
    fail(error) {
      document.documentElement.dataset.failed = String(error);
      console.error(error);
    },
    ready() {
      document.documentElement.dataset.ready = '1';
    },
  };

  async function submit(): Promise<void> {
    const text = read().replace(/\n$/, '');
    if (text.trim() === '') return;
    if (isTextField(composer)) composer.value = '';
    else composer.replaceChildren();
    try {
      await options.send(text);
      chat.show(text, 'out');
    } catch (error) {
      chat.fail(error);
    }
  }

  composer.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  composer.addEventListener('input', () => options.typing?.(read()));
  if (options.button !== undefined) {
    find(options.button).addEventListener('click', () => void submit());
  }
  return chat;
}
