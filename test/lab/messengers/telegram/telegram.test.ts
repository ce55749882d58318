/** The lab's Telegram against GramJS, which real clients are made with. */
import { expect, it } from 'vitest';
import { obfuscatedTelegram, telegramSession } from '../../../corpus/makers/telegram.ts';
import { seededBytes } from '../../../corpus/seeded-bytes.ts';
import { decodeSend, decodeShort, encodeSend, encodeShort } from './calls.ts';
import { obfuscate, strip } from './obfuscation.ts';
import { FROM_CLIENT, FROM_SERVER, openPacket, sealPacket } from './packets.ts';
import { ABRIDGED, frame, INTERMEDIATE, unframe } from './transports.ts';

const message = { user: 1001, text: 'grüße 🙂' };
const session = new Uint8Array(8).fill(3);

it('strips what GramJS obfuscated, and opens the packet under the shared key', async () => {
  const random = seededBytes(11);
  const seal = await telegramSession(seededBytes(12));
  const { opening, send } = await obfuscatedTelegram('abridged', random);
  // GramJS opens with the header alone; the marker stands inside it.
  const { marker, obfuscation } = strip(opening.subarray(0, 64));
  expect(marker).toBe(ABRIDGED);
  // Message id, sequence number, length, and the message itself.
  const body = Buffer.alloc(64, 'a text of sixty-four bytes ');
  body.writeUInt32LE(48, 12);
  const packet = await seal(body);
  expect(Buffer.from(unframe(ABRIDGED, obfuscation.open(await send(packet))))).toEqual(packet);

  // The session's key is the first that it draws from its seed.
  const authKey = Uint8Array.from(seededBytes(12)(256));
  const opened = await openPacket(authKey, packet, FROM_CLIENT);
  expect(Buffer.from(opened)).toEqual(body.subarray(16));
});

it('goes through its own obfuscation in pieces of any length', () => {
  const { header, obfuscation } = obfuscate(INTERMEDIATE);
  const server = strip(header);
  expect(server.marker).toBe(INTERMEDIATE);
  for (const length of [1, 16, 29, 300]) {
    const bytes = new Uint8Array(length).fill(length & 255);
    expect(server.obfuscation.open(obfuscation.seal(bytes))).toEqual(bytes);
    expect(obfuscation.open(server.obfuscation.seal(bytes))).toEqual(bytes);
  }
});

it.each([ABRIDGED, INTERMEDIATE])('carries a message both ways in transport %i', async (marker) => {
  const authKey = Uint8Array.from(seededBytes(12)(256));
  const sealed = await sealPacket(authKey, session, encodeSend(message), FROM_CLIENT);
  expect((sealed.length - 24) % 16).toBe(0);
  const packet = unframe(marker, frame(marker, sealed));
  expect(decodeSend(await openPacket(authKey, packet, FROM_CLIENT))).toEqual(message);
  await expect(openPacket(authKey, packet, FROM_SERVER)).rejects.toThrow('another key');

  const answer = await sealPacket(authKey, session, encodeShort(message), FROM_SERVER);
  expect(decodeShort(await openPacket(authKey, answer, FROM_SERVER))).toEqual(message);
});
