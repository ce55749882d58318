/** The whole corpus: every form on its samples, in a fixed order. */
import { startCodecs } from './codecs.ts';
import { messageSamples } from './message-samples.ts';
import { opaqueForms } from './opaque.ts';
import { otherForms } from './other.ts';
import { casesOf, type Form, type PayloadCase, samplesFor } from './payload-case.ts';
import { readableForms } from './readable.ts';
import { sealedForms, startSealers } from './sealed.ts';
import { streamForms } from './streams.ts';
import { trapForms } from './traps.ts';

const samples = messageSamples(400);

/** Forms that are also given texts of 9 to 64 KB. */
const LARGE =
  /^(readable-platform\/(tiktok-send|discord-json|slack-post|matrix-clear|xmpp-socket|snapchat-clear|site-json|site-mqtt)|readable-(serialisation|compression\/.*-(body|base64-json))|sealed\/(megolm|omemo|openpgp-armored|signal|libsignal|x-chat|wire-mls|age|rocket-chat-v2)$|opaque-unknown\/aes-gcm-|opaque-transport\/(whatsapp-frame|telegram-abridged|google-messages-pblite)$)/;

export async function payloadForms(): Promise<Form[]> {
  await startCodecs();
  const sealers = await startSealers();
  const forms = [
    ...readableForms,
    ...sealedForms(sealers),
    ...(await opaqueForms()),
    ...(await streamForms()),
    ...trapForms(sealers),
    ...otherForms(sealers),
  ];
  return [...forms, ...forms.filter(({ name }) => LARGE.test(name)).map(large)];
}

function large(form: Form): Form {
  return { ...form, name: `${form.name}-large`, count: 8, atLeast: 9000, atMost: 70_000 };
}

/** @param every 1 for all payloads, n for every n-th of each form */
export async function* payloadCorpus(
  forms: readonly Form[],
  every = 1,
): AsyncGenerator<PayloadCase> {
  for (const form of forms) yield* casesOf(form, samples, every);
}

/** Payloads of the whole corpus; the frames of one socket count once. */
export function countPayloads(forms: readonly Form[]): number {
  return forms.reduce((sum, form) => sum + samplesFor(form, samples).length, 0);
}
