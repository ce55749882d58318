/** Base64 (RFC 4648 §4), as messages between parts of an extension carry bytes. */

/** Code units that one call takes as arguments. */
const CHUNK = 32_768;

const encoder = new TextEncoder();

/** The text's UTF-8 bytes. */
export function textToBase64(text: string): string {
  const bytes = encoder.encode(text);
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

/** How many bytes a base64 text stands for. */
export function base64Size(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
