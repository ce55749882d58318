/** A payload that a witness saw, as one of the frame's own. */
import type { OutsidePayload } from '../messages/outside-payload.ts';
import type { TapPayload } from '../messages/tap-message.ts';

/** A witness's connections are numbered from here: far above those of the frame and of its workers. */
const CONNECTIONS = 1_000_000_000_000;

/** @param timeOrigin of the frame, milliseconds since the epoch */
export function fromOutside(
  { kind: _, witness, at, bodyBase64, bodyText, connection, ...common }: OutsidePayload,
  timeOrigin: number = performance.timeOrigin,
): TapPayload {
  return {
    ...common,
    kind: 'payload',
    at: at - timeOrigin,
    body: bodyBase64 === undefined ? (bodyText ?? null) : bytesOfBase64(bodyBase64),
    ...(connection === undefined
      ? {}
      : { connection: CONNECTIONS * (witness === 'request' ? 1 : 2) + connection }),
  };
}

/** @throws DOMException for what is no base64 */
export function bytesOfBase64(base64: string): ArrayBuffer {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes.buffer;
}
