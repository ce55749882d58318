/** Other people's detectors, each as a function that says whether bytes look encrypted. Missing ones are undefined. */
import { execFileSync, spawnSync } from 'node:child_process';

const ENTROPY_LIMIT = 7.5;

async function optional(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error?.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Entropy as it is usually written. */
export function plainEntropy(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  let entropy = 0;
  for (const count of counts) {
    if (count > 0) entropy -= (count / bytes.length) * Math.log2(count / bytes.length);
  }
  return entropy;
}

/** @returns {Promise<{ name: string, run?: (bytes: Uint8Array) => unknown, slow?: boolean }[]>} */
export async function loadPeers(engine) {
  const fileType = await optional('file-type');
  const magicBytes = await optional('magic-bytes.js');
  // CommonJS: its own default export lies below that of the module.
  const randomness = (await optional('randomness'))?.default.default;
  const hasEnt = spawnSync('ent', ['-u']).error === undefined;
  return [
    { name: 'entropy ≥ 7.5', run: (bytes) => plainEntropy(bytes) >= ENTROPY_LIMIT },
    { name: 'HEDGE-like', run: engine.hedgeLike },
    {
      name: 'file-type + entropy',
      slow: true,
      run:
        fileType &&
        (async (bytes) =>
          (await fileType.fileTypeFromBuffer(bytes)) === undefined &&
          plainEntropy(bytes) >= ENTROPY_LIMIT),
    },
    {
      name: 'magic-bytes.js + entropy',
      run:
        magicBytes &&
        ((bytes) =>
          magicBytes.filetypeinfo(bytes).length === 0 && plainEntropy(bytes) >= ENTROPY_LIMIT),
    },
    {
      name: 'randomness',
      slow: true,
      run: randomness && ((bytes) => passesAll(randomness, bytes)),
    },
    { name: 'ent', slow: true, run: hasEnt ? entSays : undefined },
  ];
}

/** The tests that take inputs this short, at their default level of 1 %. */
function passesAll(randomness, bytes) {
  const bits = Array.from(bytes, (byte) =>
    [...byte.toString(2).padStart(8, '0')].map(Number),
  ).flat();
  const tests = [
    'monobitTest',
    'runsTest',
    'cumulativeSumsTest',
    'approximateEntropyTest',
    'longestRunOnesInABlockTest',
  ];
  return tests.every((name) => randomness[name](bits)[0]);
}

/** `ent -t` prints a line of values; χ² is the fourth. Its p-value must lie between 1 and 99 %. */
function entSays(bytes) {
  const out = execFileSync('ent', ['-t'], { input: bytes, encoding: 'utf8' });
  const chiSquare = Number(out.split('\n')[1]?.split(',')[3]);
  // The 1 and 99 % points of χ² with 255 degrees of freedom.
  return chiSquare > 205.4 && chiSquare < 310.5;
}
