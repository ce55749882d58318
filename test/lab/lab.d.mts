export type { Lab, LabHost, LabOptions, Received } from './start-lab.ts';
export declare const startLab: typeof import('./start-lab.ts').startLab;
export declare const resolverRules: typeof import('./start-lab.ts').resolverRules;
