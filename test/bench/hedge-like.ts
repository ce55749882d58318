/**
 * An own re-implementation of the recipe of HEDGE (Casino, Choo, Patsakis, IEEE TIFS 14(11), 2019) as a peer: monobit
 * gate, block frequency over 20-bit blocks, cumulative sums, runs, approximate entropy (NIST SP 800-22 §2.1 to §2.4,
 * §2.12, §2.13), each at one per cent, and χ² over bytes between its 1 and 99 % points. The published table of the
 * absolute χ² bound was not available, so that part is left out.
 */
const ALPHA = 0.01;
const BLOCK = 20;
const MAX_BLOCKS = 99;
const LOG_SQRT_2_PI = 0.9189385332046727;

/** True when the bytes pass as encrypted. */
export function hedgeLike(bytes: Uint8Array): boolean {
  const bits = bitsOf(bytes);
  return (
    monobit(bits) >= ALPHA &&
    blockFrequency(bits) >= ALPHA &&
    cumulativeSums(bits) >= ALPHA &&
    runs(bits) >= ALPHA &&
    [1, 2, 3].every((length) => approximateEntropy(bits, length) >= ALPHA) &&
    chiSquareInBand(bytes)
  );
}

function bitsOf(bytes: Uint8Array): Uint8Array {
  const bits = new Uint8Array(bytes.length * 8);
  for (let at = 0; at < bits.length; at += 1)
    bits[at] = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  return bits;
}

function onesIn(bits: Uint8Array): number {
  let ones = 0;
  for (const bit of bits) ones += bit;
  return ones;
}

function monobit(bits: Uint8Array): number {
  return erfc(Math.abs(2 * onesIn(bits) - bits.length) / Math.sqrt(2 * bits.length));
}

function blockFrequency(bits: Uint8Array): number {
  const blocks = Math.min(MAX_BLOCKS, Math.floor(bits.length / BLOCK));
  let sum = 0;
  for (let block = 0; block < blocks; block += 1) {
    const share = onesIn(bits.subarray(block * BLOCK, (block + 1) * BLOCK)) / BLOCK;
    sum += (share - 0.5) ** 2;
  }
  return upperGamma(blocks / 2, (4 * BLOCK * sum) / 2);
}

function cumulativeSums(bits: Uint8Array): number {
  const n = bits.length;
  let sum = 0;
  let most = 0;
  for (const bit of bits) {
    sum += 2 * bit - 1;
    most = Math.max(most, Math.abs(sum));
  }
  const root = Math.sqrt(n);
  let p = 1;
  for (let k = Math.floor((-n / most + 1) / 4); k <= (n / most - 1) / 4; k += 1) {
    p -= normal(((4 * k + 1) * most) / root) - normal(((4 * k - 1) * most) / root);
  }
  for (let k = Math.floor((-n / most - 3) / 4); k <= (n / most - 1) / 4; k += 1) {
    p += normal(((4 * k + 3) * most) / root) - normal(((4 * k + 1) * most) / root);
  }
  return p;
}

function runs(bits: Uint8Array): number {
  const n = bits.length;
  const share = onesIn(bits) / n;
  let count = 1;
  for (let at = 1; at < n; at += 1) if (bits[at] !== bits[at - 1]) count += 1;
  const expected = 2 * n * share * (1 - share);
  return erfc(Math.abs(count - expected) / (2 * Math.sqrt(2 * n) * share * (1 - share)));
}

function approximateEntropy(bits: Uint8Array, length: number): number {
  const difference = phi(bits, length) - phi(bits, length + 1);
  const chiSquare = 2 * bits.length * (Math.LN2 - difference);
  return upperGamma(2 ** (length - 1), chiSquare / 2);
}

function phi(bits: Uint8Array, length: number): number {
  const counts = new Uint32Array(2 ** length);
  const mask = counts.length - 1;
  let pattern = 0;
  for (let at = 0; at < bits.length + length - 1; at += 1) {
    pattern = ((pattern << 1) | (bits[at % bits.length] ?? 0)) & mask;
    if (at >= length - 1) counts[pattern] = (counts[pattern] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of counts) {
    if (count > 0) sum += (count / bits.length) * Math.log(count / bits.length);
  }
  return sum;
}

function chiSquareInBand(bytes: Uint8Array): boolean {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let squares = 0;
  for (const count of counts) squares += count * count;
  const p = upperGamma(255 / 2, ((squares * 256) / bytes.length - bytes.length) / 2);
  return p >= ALPHA && p <= 1 - ALPHA;
}

/** Distribution function of the normal distribution. */
function normal(value: number): number {
  return erfc(-value / Math.SQRT2) / 2;
}

/** Complementary error function, from the incomplete gamma function. */
function erfc(value: number): number {
  return value < 0 ? 2 - erfc(-value) : upperGamma(0.5, value * value);
}

/** Regularised upper incomplete gamma function: series below, continued fraction (Lentz) above. */
function upperGamma(shape: number, value: number): number {
  if (value <= 0) return 1;
  const scale = Math.exp(shape * Math.log(value) - value - logGamma(shape));
  if (value < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let at = 1; term > sum * 1e-15; at += 1) {
      term *= value / (shape + at);
      sum += term;
    }
    return 1 - sum * scale;
  }
  const tiny = 1e-300;
  let b = value + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let at = 1; at < 1000; at += 1) {
    const a = -at * (at - shape);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return fraction * scale;
}

/** Stirling's series, shifted up to where it converges. */
function logGamma(value: number): number {
  let shift = 0;
  let x = value;
  for (; x < 10; x += 1) shift -= Math.log(x);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return shift + (x - 0.5) * Math.log(x) - x + LOG_SQRT_2_PI + series;
}
