/** Writings of a text that hide it from nobody: backwards, rot13, and UTF-8 that was read as another encoding on its way. */
const encoder = new TextEncoder();

export function disguisesOf(text: string): string[] {
  const bytes = encoder.encode(text);
  const latin1 = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const windows1252 = new TextDecoder('windows-1252').decode(bytes);
  return [...new Set([[...text].reverse().join(''), rot13(text), latin1, windows1252])];
}

function rot13(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const code = letter.charCodeAt(0);
    const first = code & 0x60;
    return String.fromCharCode(first + 1 + ((code - first + 12) % 26));
  });
}
