/** The whole corpus: every form on its samples, in a fixed order. */
import { startCodecs } from './codecs.ts';
import { messageSamples } from './message-samples.ts';
import { opaqueForms } from './opaque.ts';
import { otherForms } from './other.ts';
import { casesOf, type Form, type PayloadCase, samplesFor } from './payload-case.ts';
import { readableForms } from './readable.ts';
import { sealedForms, startSealers } from './sealed.ts';
import { trapForms } from './traps.ts';

const samples = messageSamples(200);

export async function payloadForms(): Promise<Form[]> {
  await startCodecs();
  const sealers = await startSealers();
  return [
    ...readableForms,
    ...sealedForms(sealers),
    ...(await opaqueForms()),
    ...trapForms(sealers),
    ...otherForms(sealers),
  ];
}

/** @param every 1 for all payloads, n for every n-th of each form */
export async function* payloadCorpus(
  forms: readonly Form[],
  every = 1,
): AsyncGenerator<PayloadCase> {
  for (const form of forms) yield* casesOf(form, samples, every);
}

/** Payloads of the whole corpus. */
export function countPayloads(forms: readonly Form[]): number {
  return forms.reduce((sum, form) => sum + samplesFor(form, samples).length, 0);
}
