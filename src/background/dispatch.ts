import * as v from 'valibot';
import type { Sender } from '../browser/runtime-messages.ts';
import { withinBounds } from '../messages/bounds.ts';
import { contentMessageSchema, pageMessageSchema } from '../messages/message-schema.ts';
import type { Answers, Briefing, PageMessage } from '../messages/messages.ts';
import type { Frame } from './frame.ts';
import type { Intake } from './intake.ts';
import { logOnce } from './log-once.ts';
import { senderKind } from './sender-kind.ts';

export interface DispatchParts {
  own: { id: string; pages: string };
  intake: Pick<Intake, 'hello' | 'take' | 'refuse'>;
  /** Answers one of our own pages. */
  answer(message: PageMessage): Promise<Answers[PageMessage['kind']]>;
}

/** A message that we do not take. Says nothing of why to whoever sent it. */
class Refusal extends Error {
  override name = 'Refusal';
}

/**
 * Where every message comes in. A content script may only say what content scripts say, and our pages only what
 * pages say; who it is decides the browser's word, never the message.
 *
 * @throws to our own pages, what went wrong; a content script is only ever told that nothing came back
 */
export async function dispatch(
  parts: DispatchParts,
  message: unknown,
  sender: Sender,
): Promise<unknown> {
  const from = senderKind(sender, parts.own);
  switch (from.kind) {
    case 'stranger':
      return undefined;
    case 'page':
      return parts.answer(parsePageMessage(message));
    case 'content':
      try {
        return await takeContent(parts.intake, from.frame, message);
      } catch (error) {
        logOnce('report', error);
        return undefined;
      }
    default:
      return from satisfies never;
  }
}

async function takeContent(
  intake: DispatchParts['intake'],
  frame: Frame,
  message: unknown,
): Promise<Briefing | undefined> {
  const parsed = withinBounds(message) ? v.safeParse(contentMessageSchema, message) : undefined;
  if (!parsed?.success) {
    await intake.refuse(frame);
    return undefined;
  }
  if (parsed.output.kind === 'hello') return intake.hello(frame);
  await intake.take(frame, parsed.output);
  return undefined;
}

function parsePageMessage(message: unknown): PageMessage {
  const { output, success } = v.safeParse(pageMessageSchema, message);
  if (!success) throw new Refusal('not a message that our pages send');
  return output;
}
