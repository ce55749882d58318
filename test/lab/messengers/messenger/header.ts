/** What opens a connection of the encrypted chats: `WA`, protocol 6, dictionary 2. */
export const HEADER = Uint8Array.of(0x57, 0x41, 6, 2);

export const ENC_VERSION = '3';
