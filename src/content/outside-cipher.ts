/** What a worker encrypted, as deep capture tells it (background/deep-capture/worker-ciphers.ts), as one of the frame's. */
import type { OutsideCipher } from '../messages/outside-payload.ts';
import type { TapChannel, TapCipher, TapKey } from '../messages/tap-message.ts';
import { bytesOfBase64 } from './outside-payload.ts';

/** Keys of one worker are numbered from here, times its number: above those that workers' own taps tell of. */
const EACH = 1_000_000;
const FAR = 1_000_000;

const ORIGINS = ['generated', 'imported', 'derived', 'unwrapped', 'exported', 'bits'] as const;

/** Undefined for a text that is none of ours. */
export function cipherFromOutside({
  worker,
  text,
}: OutsideCipher): TapCipher | TapKey | TapChannel | undefined {
  const [kind, number, ...rest] = text.split('\n');
  if (kind === 'webassembly') return { kind: 'channel', channel: 'webassembly', url: '' };
  const renumbered = (of: string | undefined) => {
    const key = Number(of);
    return Number.isInteger(key) && key > 0 && key < EACH ? (FAR + worker) * EACH + key : 0;
  };
  const key = renumbered(number);
  try {
    if (kind === 'cipher') {
      const [sealed = '', plain = '', ...algorithm] = rest;
      return {
        kind,
        key,
        algorithm: algorithm.join('\n'),
        sealed: bytesOfBase64(sealed),
        plain: bytesOfBase64(plain),
      };
    }
    if (kind !== 'key') return undefined;
    const [name, before, form, ...lines] = rest;
    const origin = ORIGINS.find((one) => one === name);
    if (origin === undefined) return undefined;
    const from = renumbered(before);
    const material = lines.join('\n');
    return {
      kind,
      key,
      origin,
      ...(from === 0 ? {} : { from }),
      ...(form === 'text' ? { material } : {}),
      ...(form === 'bytes' ? { material: bytesOfBase64(material) } : {}),
    };
  } catch {
    return undefined;
  }
}
