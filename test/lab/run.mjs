// Starts the lab by hand: node test/lab/run.mjs [--products]. Ends with Ctrl+C.
import { catalogue } from './catalogue.mjs';
import { resolverRules, startLab } from './lab.mjs';

const products = process.argv.includes('--products');
const lab = await startLab({ products });

console.log('Open in a browser started with the rules below:');
for (const { id, url, needs } of catalogue) {
  if (products || needs === undefined) console.log(`  ${id.padEnd(24)} ${url}`);
}
console.log('  odd pages                https://odd.lab.test/  https://strict.lab.test/');
console.log(`\nchromium --user-data-dir="$(mktemp -d)" --ignore-certificate-errors \\
  --host-resolver-rules="${resolverRules(lab)}"`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void lab.stop().then(() => process.exit(0)));
}
