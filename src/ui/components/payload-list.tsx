import type { Observation, RequestRole } from '../../messages/observation.ts';
import { Anatomy } from './anatomy.tsx';
import { unseenWords } from './channel-words.ts';
import { Moment } from './moment.tsx';
import { SafeText } from './safe-text.tsx';
import { sizeWords } from './sizes.ts';
import './payload-list.css';

const roleWords: Record<RequestRole, string> = {
  message: 'message',
  receive: 'received',
  typing: 'typing notice',
  edit: 'edit',
  media: 'media',
  keys: 'keys',
  telemetry: 'telemetry',
  control: 'no message (acknowledgement, presence, connection)',
  unknown: 'other traffic',
};

export interface ListedPayload {
  observation: Observation;
  /** Name of the service, where payloads of several stand together. */
  service?: string;
}

/** Payloads as what they are made of: where they went, their size, their anatomy. Never their content. */
export function PayloadList({ payloads }: { payloads: readonly ListedPayload[] }) {
  return (
    <ol class="payloads">
      {payloads.map(({ observation, service }) => (
        <li key={`${service} ${observation.at} ${observation.id}`}>
          <Payload payload={observation} name={service} />
        </li>
      ))}
    </ol>
  );
}

function Payload({ payload, name }: { payload: Observation; name: string | undefined }) {
  const { wire, finding } = payload;
  return (
    <details>
      <summary>
        <span class="payload-line">
          <Moment at={payload.at} as={name ? 'minute' : 'clock'} />
          {name && <strong>{name}</strong>}
          <span>
            {wire.direction === 'out' ? 'sent' : 'arrived'}, {roleWords[payload.role]}
          </span>
          <span class="soft">{sizeWords(finding.size)}</span>
          {finding.texts.length > 0 && (
            <strong class="tag" data-kind="found">
              text found
            </strong>
          )}
          {payload.beforeSend && <span class="tag">before Send</span>}
          {wire.thirdParty && (
            <span class="tag" data-kind="warning">
              another company’s host
            </span>
          )}
        </span>
      </summary>
      <p class="where">
        {wire.method} <SafeText text={`${wire.scheme}://${wire.host}${wire.path}`} />
      </p>
      {payload.unseen && <p>Not seen in full: {unseenWords[payload.unseen]}.</p>}
      {finding.limits.length > 0 && (
        <p>Too large or too deep to follow to the end, so part of it is unseen.</p>
      )}
      <Anatomy finding={finding} />
    </details>
  );
}
