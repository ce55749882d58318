/** The text was found, so the service can read it. */
export const readable = { verdict: 'tls-only', strength: 'proven' };

/** Ciphertext that says nothing about who holds its key. */
export const unclear = { verdict: 'inconclusive' };

/** The near-identical messenger that puts ciphertext of no known form where the text would stand. */
export function sealedTwin(entry, url) {
  const { chat: _, ...rest } = entry;
  return {
    ...rest,
    id: `${entry.id}-sealed`,
    // A conversation of its own: what was readable once stays so.
    url,
    sealed: true,
    expected: unclear,
    twinOf: entry.id,
  };
}
