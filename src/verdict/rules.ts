/** All rules, and the words for a reason. */
import type { Rule } from './rule.ts';
import { alsoSealed } from './rules/also-sealed.ts';
import { channelUnseen } from './rules/channel-unseen.ts';
import { ciphertextNotRandom } from './rules/ciphertext-not-random.ts';
import { ciphertextNotUniform } from './rules/ciphertext-not-uniform.ts';
import { ciphertextShort } from './rules/ciphertext-short.ts';
import { ciphertextSmallerThanText } from './rules/ciphertext-smaller-than-text.ts';
import { ciphertextsAlike } from './rules/ciphertexts-alike.ts';
import { coverageNotReported } from './rules/coverage-not-reported.ts';
import { draftBeforeSend } from './rules/draft-before-send.ts';
import { draftTooShort } from './rules/draft-too-short.ts';
import { encryptedByPage } from './rules/encrypted-by-page.ts';
import { envelopeWithoutTls } from './rules/envelope-without-tls.ts';
import { fewBytes } from './rules/few-bytes.ts';
import { formWithoutMark } from './rules/form-without-mark.ts';
import { handedToWorker } from './rules/handed-to-worker.ts';
import { keyBeside } from './rules/key-beside.ts';
import { keyFromService } from './rules/key-from-service.ts';
import { keyHolderOpen } from './rules/key-holder-open.ts';
import { messageSealed } from './rules/message-sealed.ts';
import { messageWithoutEnvelope } from './rules/message-without-envelope.ts';
import { notAMessage } from './rules/not-a-message.ts';
import { nothingSent } from './rules/nothing-sent.ts';
import { opaqueTransport } from './rules/opaque-transport.ts';
import { opaqueWithoutForm } from './rules/opaque-without-form.ts';
import { partReadable } from './rules/part-readable.ts';
import { partUnexplained } from './rules/part-unexplained.ts';
import { payloadCut } from './rules/payload-cut.ts';
import { payloadNotSearched } from './rules/payload-not-searched.ts';
import { receivedReadable } from './rules/received-readable.ts';
import { receivedRendered } from './rules/received-rendered.ts';
import { receivedSealed } from './rules/received-sealed.ts';
import { sealedBeforeLeaving } from './rules/sealed-before-leaving.ts';
import { sealedIncoming } from './rules/sealed-incoming.ts';
import { sendNotSearched } from './rules/send-not-searched.ts';
import { sendUnaccounted } from './rules/send-unaccounted.ts';
import { textBesideMessage } from './rules/text-beside-message.ts';
import { textFieldReadable } from './rules/text-field-readable.ts';
import { textFoundInSend } from './rules/text-found-in-send.ts';
import { textInMessage } from './rules/text-in-message.ts';
import { textNotFound } from './rules/text-not-found.ts';
import { wordsBesideEnvelope } from './rules/words-beside-envelope.ts';
import { wordsReadable } from './rules/words-readable.ts';
import type { Reason, RuleId } from './verdict.ts';

/** What is known of every rule, whatever evidence it looks at. */
export type RuleCard = Pick<Rule<never>, 'id' | 'title' | 'sentence'>;

/** In the order in which reasons are told. */
export const rules: readonly RuleCard[] = [
  alsoSealed,
  textInMessage,
  textFieldReadable,
  receivedReadable,
  receivedRendered,
  wordsReadable,
  textBesideMessage,
  draftBeforeSend,
  partReadable,
  keyBeside,
  keyFromService,
  textFoundInSend,
  sealedBeforeLeaving,
  receivedSealed,
  notAMessage,
  nothingSent,
  channelUnseen,
  handedToWorker,
  opaqueTransport,
  encryptedByPage,
  coverageNotReported,
  payloadCut,
  sendNotSearched,
  payloadNotSearched,
  opaqueWithoutForm,
  messageWithoutEnvelope,
  sendUnaccounted,
  wordsBesideEnvelope,
  ciphertextNotRandom,
  ciphertextsAlike,
  partUnexplained,
  formWithoutMark,
  ciphertextSmallerThanText,
  ciphertextNotUniform,
  ciphertextShort,
  draftTooShort,
  messageSealed,
  sealedIncoming,
  textNotFound,
  envelopeWithoutTls,
  keyHolderOpen,
  fewBytes,
];

const ruleById = new Map(rules.map((rule) => [rule.id, rule]));
const rankById = new Map(rules.map((rule, rank) => [rule.id, rank]));

/** The reason in words. Plain text: never put it into a page as markup. An unknown rule is named as it is. */
export function sentence(reason: Reason): string {
  return ruleById.get(reason.rule)?.sentence(reason) ?? `Rule ${reason.rule}.`;
}

/** A few words for lists and tables. */
export function title(rule: RuleId): string {
  return ruleById.get(rule)?.title ?? rule;
}

/** Page of the documentation that explains the rule, from the project's root. */
export function docsPage(rule: RuleId): string {
  return `docs/method/rules/${rule}.md`;
}

/** Place of a rule in the order of telling; unknown rules last. */
export function rankOf(rule: RuleId): number {
  return rankById.get(rule) ?? rules.length;
}
