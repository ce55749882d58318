import type { ChannelKind, CoverageReport } from '../../messages/observation.ts';

export interface CoverageGroup {
  state: CoverageReport['state'];
  host: string;
  reason: string;
  /** True when because of it nothing can be called sealed. */
  blocks: boolean;
  channels: ChannelKind[];
  /** Requests that it speaks of, over all channels. */
  count?: number;
}

/** Reports that say the same of several channels, as one. Each channel once, in the order reported. */
export function coverageGroups(reports: readonly CoverageReport[]): CoverageGroup[] {
  const groups = new Map<string, CoverageGroup>();
  for (const { channel, count, ...rest } of reports) {
    const key = JSON.stringify([rest.state, rest.host, rest.reason, rest.blocks]);
    const group: CoverageGroup = groups.get(key) ?? { ...rest, channels: [] };
    if (!group.channels.includes(channel)) group.channels.push(channel);
    if (count !== undefined) group.count = (group.count ?? 0) + count;
    groups.set(key, group);
  }
  return [...groups.values()];
}
