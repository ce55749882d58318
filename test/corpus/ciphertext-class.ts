import { expect } from 'vitest';

/**
 * The class of what a library sealed with keys that it drew by itself: of true ciphertext about one in a hundred looks like
 * something else. That it is no more than that is counted over many payloads: test/corpus/payloads.
 */
export const ciphertextClass = expect.stringMatching(/^(opaque|structured)$/);
