/** What opens a connection: `WA`, protocol 6, dictionary 3. */
export const HEADER = Uint8Array.of(0x57, 0x41, 6, 3);

export const ENC_VERSION = '2';
export const SOCKET = 'wss://web.whatsapp.com/ws/chat';
export const DEFAULT_CHAT = '4915112345678';
