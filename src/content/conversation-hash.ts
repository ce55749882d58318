/**
 * A conversation's identity is kept as a keyed hash only: HMAC-SHA-256 (RFC 2104), cut to 128 bits. The key
 * comes from the installation and differs per origin; without it the hash tells nothing of names or numbers.
 * Synchronous and by library, because pages on plain http have no crypto.subtle.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** @param key hex @returns 32 hex digits */
export function hashConversation(key: string, platform: string, identity: string): string {
  const digest = hmac(sha256, hexToBytes(key), utf8ToBytes(`${platform}\n${identity}`));
  return bytesToHex(digest.subarray(0, 16));
}
