import { toBase64 } from '../../client/base64.ts';
import { callJson, query } from '../../client/visitor.ts';
import type { RoomKey } from './room-keys.ts';

/**
 * Clients that betray an encrypted room, by `?leak=`:
 * - `escrow`: the room's key, made on the page, is deposited with the server;
 * - `moderation`: each message is sent once more, readable, to be inspected.
 */
const leak = query.get('leak');

export async function leakKey(rid: string, { kid, key }: RoomKey): Promise<void> {
  if (leak !== 'escrow') return;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', key));
  await callJson('/api/v1/e2e.depositKey', { rid, kid, key: toBase64(raw) });
}

export async function leakText(rid: string, text: string): Promise<void> {
  if (leak === 'moderation') await callJson('/api/v1/moderation.inspect', { rid, text });
}
