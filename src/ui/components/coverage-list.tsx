import type { CoverageReport } from '../../messages/observation.ts';
import { channelWords } from './channel-words.ts';
import { type CoverageGroup, coverageGroups } from './coverage-groups.ts';
import { coverageWords } from './coverage-words.ts';
import { SafeText } from './safe-text.tsx';
import { VisibleText } from './visible-text.tsx';
import './coverage-list.css';

const sections = [
  { state: 'seen', title: 'Looked into' },
  { state: 'seen-to-exist', title: 'Seen to exist, content not inspected' },
  { state: 'unknown', title: 'Unknown' },
] as const;

const list = new Intl.ListFormat('en');

/** Which of the page's channels we could look into, and which we could only see exist. */
export function CoverageList({ reports }: { reports: readonly CoverageReport[] }) {
  if (reports.length === 0) return <p class="soft">Nothing was reported yet.</p>;
  const groups = coverageGroups(reports);
  return (
    <dl class="coverage">
      {sections.map(({ state, title }) => {
        const members = groups.filter((group) => group.state === state);
        if (members.length === 0) return null;
        return (
          <div key={state} data-state={state}>
            <dt>{title}</dt>
            {members.map((group) => (
              <dd key={`${group.host} ${group.reason} ${group.blocks}`}>
                <Group group={group} />
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}

function Group({ group }: { group: CoverageGroup }) {
  const { words, alone } = coverageWords(group);
  return (
    <>
      {!alone && (
        <>
          {list.format(group.channels.map((channel) => channelWords[channel]))}
          {group.host && (
            <>
              {' '}
              on <SafeText text={group.host} />
            </>
          )}
        </>
      )}
      {words && (
        <span class={alone ? undefined : 'soft'}>
          {!alone && ': '}
          <VisibleText text={words} />
        </span>
      )}
      {group.blocks && ' '}
      {group.blocks && <span class="tag">rules out “sealed”</span>}
    </>
  );
}
