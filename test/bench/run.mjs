/**
 * Speed of the engine by size, beside native C and other people's detectors, on the same payloads in one run:
 * `npm run bench`. `-- --quick` takes fewer turns; `-- --no-browsers` stays in Node; `-- --json FILE` also writes rows of `{suite, name, size, ns, ratio,
 * peer}`, where `ratio` is the row's time to that of the engine (in `histogram`, to native C) on the same payloads.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { measureInBrowsers } from './browsers.mjs';
import { loadPeers } from './peers.mjs';
import { race, raceAsync } from './race.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    'no-browsers': { type: 'boolean', default: false },
  },
});
const turns = values.quick ? 25 : 151;
const root = fileURLToPath(new URL('../..', import.meta.url));
const INPUTS = 16;
const NEEDLE = 'meet me at the old bridge at nine';

const rows = [];
const notes = [];

/** The engine, bundled as it ships; libraries stay outside. */
async function loadEngine() {
  const outDir = join(root, 'node_modules/.cache/sealcheck-bench');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('engine.ts', import.meta.url)),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'es2023',
      // `var` instead of `const` would hide from V8 that the tables never change: twice the time.
      rolldownOptions: { output: { entryFileNames: 'engine.mjs', topLevelVar: false } },
    },
  });
  return import(pathToFileURL(join(outDir, 'engine.mjs')).href);
}

/** Nanoseconds by size, or undefined where there is no compiler. */
function nativeHistogram(sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'sealcheck-bench-'));
  try {
    const program = join(folder, 'histogram');
    const source = fileURLToPath(new URL('native-histogram.c', import.meta.url));
    const options = ['-O3', '-march=native', '-o', program, source, '-lm'];
    if (spawnSync('gcc', options).status !== 0) return undefined;
    const lines = execFileSync(program, sizes.map(String), { encoding: 'utf8' }).trim().split('\n');
    return new Map(lines.map((line) => line.split(' ').map(Number)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const many = (make, size) =>
  Array.from({ length: INPUTS }, (_, at) => Uint8Array.from(make(at + 1, size)));

function add(suite, name, size, ns, ratio, peer = false) {
  rows.push({
    suite,
    name,
    size,
    ns: ns === undefined ? null : Math.round(ns * 10) / 10,
    ratio,
    peer,
  });
}

const ratioOf = (ns, base) => (ns && base ? Math.round((ns / base) * 1000) / 1000 : null);

/** Rows of Node that those of the browsers are set against; the histogram is set against C. */
const NODE_SUITES = {
  opaque: ['analysis', 'opaque'],
  'JSON chat': ['analysis', 'JSON chat'],
  uniformity: ['uniformity', 'opaque'],
  filter: ['known text', 'filter, uniform bytes'],
};

const engine = await loadEngine();
await engine.ready;
const { analyse } = engine;
const uniform = (seed, size) => engine.newSource(seed).random(size);
const SIZES = [64, 256, 1024, 4096, 65_536, 1_048_576];

console.error('histogram and entropy …');
const histogramSizes = [64, 256, 1024, 4096];
const native = nativeHistogram(histogramSizes);
for (const size of histogramSizes) {
  const { ours } = race(
    { ours: (bytes) => engine.countBytes(engine.takeSample(bytes)).entropy },
    many(uniform, size),
    { turns },
  );
  const bound = native?.get(size);
  add('histogram', 'Sealcheck', size, ours, ratioOf(ours, bound));
  add('histogram', 'native C (gcc)', size, bound, bound ? 1 : null, true);
}

console.error('whole analysis …');
const kinds = {
  opaque: uniform,
  'JSON chat': engine.chatMessage,
  protobuf: engine.protobufMessage,
  'base64 in JSON': engine.jsonWithBase64,
};
// A page's content script is warm after a few messages; the first ones are not what is measured.
const warm = Object.values(kinds).flatMap((make) => [...many(make, 64), ...many(make, 1024)]);
// Seconds of processor time: of those on the clock a busy machine gives few.
for (const start = process.cpuUsage(); process.cpuUsage(start).user < 4_000_000; ) {
  for (const bytes of warm) analyse({ bytes });
}
for (const size of SIZES) {
  for (const [kind, make] of Object.entries(kinds)) {
    if (kind !== 'opaque' && size < 1024) continue;
    const inputs = many(make, size);
    const known = { knownTexts: [{ id: 'needle', text: NEEDLE }] };
    const url = 'https://chat.example.org/api/v1/messages/send?device=7123&region=DE';
    const times = race(
      {
        alone: (bytes) => analyse({ bytes }),
        'with address and text': (bytes) => analyse({ bytes, url }, known),
      },
      inputs,
      // Large payloads take long, and a turn is at least one call.
      { turns: size > 4096 ? 9 : Math.ceil(turns / 2) },
    );
    add('analysis', kind, size, times.alone, 1);
    const searched = times['with address and text'];
    add(
      'analysis',
      `${kind}, with address and known text`,
      size,
      searched,
      ratioOf(searched, times.alone),
    );
  }
}

console.error('uniformity tests, known-text filter, slots …');
const filter = new engine.GramFilter(engine.byteForms(NEEDLE));
for (const size of [64, 256, 1024, 4096, 65_536]) {
  const inputs = many(uniform, size);
  const times = race(
    {
      uniformity: (bytes) => engine.testUniformity(bytes),
      filter: (bytes) => filter.matches(bytes),
    },
    inputs,
    { turns: Math.ceil(turns / 2) },
  );
  add('uniformity', 'opaque', size, times.uniformity, 1);
  add('known text', 'filter, uniform bytes', size, times.filter, 1);
  const chat = race({ filter: (bytes) => filter.matches(bytes) }, many(engine.chatMessage, size), {
    turns: Math.ceil(turns / 2),
  });
  add('known text', 'filter, JSON chat', size, chat.filter, 1);
}
{
  // More bodies than a slot knows again: what it knows costs nothing more.
  const bodies = Array.from({ length: 512 }, (_, seed) => uniform(seed, 128));
  const slot = new engine.Slot();
  const times = race({ add: (bytes) => slot.add(bytes) }, bodies, { turns });
  add('slots', 'add a body', 128, times.add, 1);
}

if (!values['no-browsers']) {
  console.error('browsers …');
  const task = (suite, name, measure, make) => (size) => ({
    suite,
    name,
    size,
    measure,
    payloads: many(make, size),
  });
  const tasks = [
    ...[64, 256, 1024, 4096].flatMap((size) => [
      task('in a page: histogram', 'histogram', 'histogram', uniform)(size),
      task('in a page: opaque, whole analysis', 'opaque', 'analysis', uniform)(size),
      task('in a page: uniformity', 'uniformity', 'uniformity', uniform)(size),
    ]),
    task('in a page: JSON chat, whole analysis', 'JSON chat', 'analysis', engine.chatMessage)(1024),
    task('in a page: known-text filter', 'filter', 'filter', uniform)(1024),
  ];
  const found = await measureInBrowsers(root, tasks, {
    turns: values.quick ? 9 : 31,
    needle: NEEDLE,
  });
  for (const { suite, name, size, browser, ns } of found) {
    const inNode = rows.find(
      (row) =>
        row.size === size &&
        row.suite === NODE_SUITES[name]?.[0] &&
        row.name === NODE_SUITES[name][1],
    );
    const base = name === 'histogram' ? native?.get(size) : inNode?.ns;
    add(suite, browser, size, ns, ratioOf(ns, base));
  }
  if (found.length === 0) notes.push('browsers: none installed');
}

console.error('peers …');
const peers = await loadPeers(engine);
const ours = (bytes) => holdsOpaque(analyse({ bytes }).finding.anatomy);
const holdsOpaque = (layer) => layer.class === 'opaque' || layer.children.some(holdsOpaque);
for (const size of [256, 1024, 4096]) {
  const inputs = many(uniform, size);
  const times = await raceAsync(
    Object.fromEntries([
      ['Sealcheck', ours],
      ...peers.filter(({ run, slow }) => run && slow).map(({ name, run }) => [name, run]),
    ]),
    inputs,
    { turns: values.quick ? 5 : 40 },
  );
  Object.assign(
    times,
    race(
      Object.fromEntries([
        ['Sealcheck', ours],
        ...peers.filter(({ run, slow }) => run && !slow).map(({ name, run }) => [name, run]),
      ]),
      inputs,
      { turns: Math.ceil(turns / 3) },
    ),
  );
  for (const name of ['Sealcheck', ...peers.map((peer) => peer.name)]) {
    add(
      'peers',
      name,
      size,
      times[name],
      ratioOf(times[name], times.Sealcheck),
      name !== 'Sealcheck',
    );
  }
}

console.error('accuracy of the peers …');
const accuracy = await accuracyOf([{ name: 'Sealcheck', run: ours }, ...peers]);

/** Share called encrypted, by family: of ciphertext all should be, of the others nothing. */
async function accuracyOf(detectors) {
  const perMaker = values.quick ? 4 : 30;
  const table = [];
  for (const [family, makers] of Object.entries(engine.makers)) {
    const payloads = makers.flatMap(([, make], at) => {
      const source = engine.newSource(1000 + at);
      const own = [];
      while (own.length < perMaker) {
        const bytes = Uint8Array.from(make(source));
        if (bytes.length >= 128) own.push(bytes);
      }
      return own;
    });
    for (const { name, run } of detectors) {
      if (!run) continue;
      // Starting a program for each payload takes long; a part shows enough.
      const judged = name === 'ent' ? payloads.filter((_, at) => at % 5 === 0) : payloads;
      let called = 0;
      for (const bytes of judged) if (await run(bytes)) called += 1;
      table.push({ family, name, share: called / judged.length, payloads: judged.length });
    }
  }
  return table;
}

console.error('memory …');
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const memory = ['opaque', 'JSON chat'].map((kind) => {
  const inputs = many(kinds[kind], 1024);
  for (let call = 0; call < 2000; call += 1) analyse({ bytes: inputs[call % INPUTS] });
  const samples = Array.from({ length: 31 }, () => {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < 20; call += 1) analyse({ bytes: inputs[call % INPUTS] });
    return (process.memoryUsage().heapUsed - before) / 20;
  }).sort((left, right) => left - right);
  const kept = Array.from({ length: 200 }, (_, at) => analyse({ bytes: inputs[at % INPUTS] }));
  const held = heldBy(kept);
  return { kind, allocated: samples[15], finding: held };
});

/** Bytes that one finding holds, by what is freed with it. */
function heldBy(kept) {
  collect();
  const before = process.memoryUsage().heapUsed;
  const count = kept.length;
  kept.length = 0;
  collect();
  return (before - process.memoryUsage().heapUsed) / count;
}

for (const name of peers.filter(({ run }) => !run).map((peer) => peer.name))
  notes.push(`${name}: not installed`);
if (!native) notes.push('native C: no gcc');
notes.push('value-searcher: not published as a package, so not measured');

print();
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
process.exit();

function time(ns) {
  if (ns === null || ns === undefined) return '–';
  if (ns < 1000) return `${ns.toFixed(0)} ns`;
  return ns < 1e6 ? `${(ns / 1000).toFixed(ns < 1e4 ? 2 : 1)} µs` : `${(ns / 1e6).toFixed(2)} ms`;
}

function sizeName(size) {
  if (size < 1024) return `${size} B`;
  return size < 1_048_576 ? `${size / 1024} KB` : '1 MB';
}

/** One table a suite: names down, sizes across. */
function print() {
  console.log(`${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${turns} turns\n`);
  for (const suite of new Set(rows.map((row) => row.suite))) {
    const own = rows.filter((row) => row.suite === suite);
    const sizes = [...new Set(own.map(({ size }) => size))];
    console.log(`### ${suite}\n`);
    console.log(
      `| | ${sizes.map(sizeName).join(' | ')} |\n| --- |${' ---: |'.repeat(sizes.length)}`,
    );
    for (const name of new Set(own.map((row) => row.name))) {
      const cells = sizes.map((size) => {
        const row = own.find((one) => one.name === name && one.size === size);
        if (!row) return '';
        if (row.ns === null) return 'not installed';
        const showRatio = row.ratio !== null && row.ratio !== 1;
        return time(row.ns) + (showRatio ? ` (× ${row.ratio.toFixed(2)})` : '');
      });
      console.log(`| ${name} | ${cells.join(' | ')} |`);
    }
    console.log();
  }
  const families = Object.keys(engine.makers);
  console.log('### called encrypted, of payloads of 128 bytes and more\n');
  console.log(`| | ${families.join(' | ')} |\n| --- |${' ---: |'.repeat(families.length)}`);
  for (const name of new Set(accuracy.map((one) => one.name))) {
    const cells = families.map((family) => {
      const one = accuracy.find((entry) => entry.name === name && entry.family === family);
      return one ? `${(one.share * 100).toFixed(1)} %` : '';
    });
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  console.log(
    '\n### memory, 1 KB\n\n| | allocated for one analysis | held by its finding |\n| --- | ---: | ---: |',
  );
  for (const { kind, allocated, finding } of memory) {
    console.log(`| ${kind} | ${Math.round(allocated)} B | ${Math.round(finding)} B |`);
  }
  for (const note of notes) console.log(`\n${note}`);
}
