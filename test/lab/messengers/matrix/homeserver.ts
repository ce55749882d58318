import type { RoomEvent, SyncAnswer } from './device.ts';
import { keyStore } from './key-store.ts';

export interface Homeserver {
  /**
   * Answers one call of the client-server API.
   * @param path after `/_matrix/client/v3`, with query.
   * @returns JSON value, or undefined where the path isn't known.
   */
  answer(who: Login, method: string, path: string, body: string): Promise<object | undefined>;
}

export interface Login {
  user: string;
  device: string;
}

interface ToDevice {
  user: string;
  device: string;
  event: object;
}

/** How long a sync waits for news, milliseconds. */
const LONG_POLL = 5000;

/** The part of a Matrix homeserver that two clients need to talk: keys, to-device messages, rooms, sync. */
export function homeserver(): Homeserver {
  const keys = keyStore();
  const timeline: RoomEvent[] = [];
  /** Users in the order in which their device lists changed. */
  const changes: string[] = [];
  /** When each user was last heard of, milliseconds since the epoch. */
  const heard = new Map<string, number>();
  let inbox: ToDevice[] = [];
  const waiting = new Set<() => void>();

  /** Everybody with an open page is in every room; a closed page would only get keys that nobody reads. */
  function present(): string[] {
    const since = Date.now() - 3 * LONG_POLL;
    return [...heard].filter(([, at]) => at > since).map(([user]) => user);
  }

  function wake(): void {
    for (const resume of waiting) resume();
    waiting.clear();
  }

  function sendToDevice(sender: string, type: string, body: string): void {
    const { messages } = JSON.parse(body) as { messages: Record<string, Record<string, object>> };
    for (const [user, devices] of Object.entries(messages)) {
      for (const [device, content] of Object.entries(devices)) {
        inbox.push({ user, device, event: { sender, type, content } });
      }
    }
    wake();
  }

  function sendEvent(sender: string, room: string, type: string, body: string): string {
    const event_id = `$lab${timeline.length}`;
    const content = JSON.parse(body) as Record<string, unknown>;
    timeline.push({ event_id, room_id: room, sender, type, origin_server_ts: Date.now(), content });
    wake();
    return event_id;
  }

  function collect({ user, device }: Login, since: string): SyncAnswer {
    const [events = timeline.length, lists = 0] = since === '' ? [] : since.split('_').map(Number);
    const mine = (one: ToDevice): boolean => one.user === user && one.device === device;
    const toDevice = inbox.filter(mine);
    inbox = inbox.filter((one) => !mine(one));
    return {
      next_batch: `${timeline.length}_${changes.length}`,
      to_device: { events: toDevice.map(({ event }) => event) },
      device_lists: { changed: [...new Set(changes.slice(lists))] },
      ...keys.counts(user, device),
      members: present(),
      events: timeline.slice(events),
    };
  }

  async function sync(who: Login, since: string): Promise<SyncAnswer> {
    const first = collect(who, since);
    const news = first.to_device.events.length + first.events.length;
    if (since === '' || news > 0 || first.device_lists.changed.length > 0) return first;
    await new Promise<void>((resolve) => {
      waiting.add(resolve);
      setTimeout(resolve, LONG_POLL).unref();
    });
    return collect(who, since);
  }

  return {
    async answer(who, method, path, body) {
      const url = new URL(path, 'https://matrix-client.matrix.org');
      const parts = url.pathname.split('/').slice(1).map(decodeURIComponent);
      const [head, first = '', second = '', third = ''] = parts;
      heard.set(who.user, Date.now());
      if (head === 'keys') {
        const value = keys.answer(who, first, JSON.parse(body));
        if (first === 'upload') {
          changes.push(who.user);
          wake();
        }
        return value;
      }
      if (head === 'sendToDevice' && method === 'PUT') {
        sendToDevice(who.user, first, body);
        return {};
      }
      if (head === 'rooms' && second === 'send') {
        return { event_id: sendEvent(who.user, first, third, body) };
      }
      if (head === 'rooms' && second === 'typing') return {};
      if (head === 'sync') return sync(who, url.searchParams.get('since') ?? '');
      return undefined;
    },
  };
}
