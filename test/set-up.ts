/** Before every test file outside the browsers: the same run each time, however busy the machine. */
import fc from 'fast-check';
import { DEFAULT_LIMITS } from '../src/engine/limits.ts';

/** Set SEALCHECK_SEED to another number to look for cases that this seed does not find. */
fc.configureGlobal({ seed: Number(process.env.SEALCHECK_SEED ?? 20261121) });

/** The engine's wall-clock limit would end work early on a busy machine; its own tests set a clock of their own. */
DEFAULT_LIMITS.milliseconds = Number.POSITIVE_INFINITY;
