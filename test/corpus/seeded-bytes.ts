/** Bytes that pass for uniform and are the same in every run (xoshiro128**). */
export function seededBytes(seed: number): (size: number) => Uint8Array {
  const state = Uint32Array.of(seed, seed ^ 0x9e3779b9, 0x243f6a88, 0xb7e15162);
  const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));
  function next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    state[1] = b ^ third;
    state[0] = a ^ fourth;
    state[2] = third ^ (b << 9);
    state[3] = rotate(fourth, 11);
    return result;
  }
  for (let warm = 0; warm < 20; warm += 1) next();
  return (size) => {
    const words = Uint32Array.from({ length: Math.ceil(size / 4) }, next);
    return new Uint8Array(words.buffer, 0, size);
  };
}
