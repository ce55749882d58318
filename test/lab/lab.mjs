import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// The lab is TypeScript; scripts that Node runs as they are come in here. Tests import start-lab.ts.
const { module } = await runnerImport(fileURLToPath(new URL('start-lab.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});

export const startLab = module.startLab;
export const resolverRules = module.resolverRules;
