/** The length and two hashes of 32 bits (FNV-1a with other starts): tells bytes apart. */
export function hashOf(bytes: Uint8Array): string {
  let left = 0x811c9dc5;
  let right = 0x2f0b4c47;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    left = Math.imul(left ^ byte, 0x01000193);
    right = Math.imul(right ^ byte, 0x85ebca6b) ^ (right >>> 13);
  }
  return `${bytes.length}.${left >>> 0}.${right >>> 0}`;
}
