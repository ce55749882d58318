import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rollup } from 'vite';

const cache = new Map<string, Promise<string>>();

/**
 * A page loads its WebAssembly from an address of its own site, as the real ones do: the library's default,
 * a file beside it, would be inlined here with all its megabytes.
 */
const leaveWasmOut: Plugin = {
  name: 'leave-wasm-out',
  enforce: 'pre',
  transform: (code) => {
    const cleaned = code.replace(/new URL\("[^"]+\.wasm", import\.meta\.url\)/g, 'undefined');
    return cleaned === code ? null : { code: cleaned, map: null };
  },
};

async function bundleNow(entry: string, format: 'iife' | 'es'): Promise<string> {
  const result = await build({
    configFile: false,
    plugins: [leaveWasmOut],
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry, formats: [format], name: 'labPage', fileName: () => 'page.js' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rollup.RollupOutput[];
  const chunk = outputs.flatMap((one) => one.output).find((one) => one.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error(`nothing was bundled from ${entry}`);
  return chunk.code;
}

/**
 * The script of a lab page: one self-contained script with its libraries from node_modules.
 * @param entry URL of the page's source, made by `new URL('page.ts', import.meta.url)`.
 * @param format `iife` for a classic script, `es` for a module.
 */
export function bundle(entry: URL, format: 'iife' | 'es' = 'iife'): Promise<string> {
  const path = fileURLToPath(entry);
  const known = cache.get(path);
  if (known !== undefined) return known;
  const made = bundleNow(path, format);
  cache.set(path, made);
  return made;
}
