/**
 * The key that a client and Telegram's server agreed on at login, long before the lab's pages open: 256 bytes that
 * both ends know and that cross no network here.
 */
export const AUTH_KEY = Uint8Array.from({ length: 256 }, (_, index) => (index * 167 + 89) & 255);
