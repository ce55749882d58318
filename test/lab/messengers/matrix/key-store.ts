import type { Login } from './homeserver.ts';

interface DeviceKeys {
  /** The signed device object, as uploaded. */
  identity?: object;
  oneTime: [string, object][];
  fallback: [string, object][];
}

interface Upload {
  device_keys?: object;
  one_time_keys?: Record<string, object>;
  fallback_keys?: Record<string, object>;
}

export interface KeyStore {
  /** Answers `keys/upload`, `keys/query` and `keys/claim`. */
  answer(who: Login, call: string, body: unknown): object | undefined;
  counts(
    user: string,
    device: string,
  ): {
    device_one_time_keys_count: Record<string, number>;
    device_unused_fallback_key_types: string[];
  };
}

/** A homeserver's store of device keys, one-time keys and fallback keys. */
export function keyStore(): KeyStore {
  const users = new Map<string, Map<string, DeviceKeys>>();

  function keysOf(user: string, device: string): DeviceKeys {
    const devices = users.get(user) ?? new Map<string, DeviceKeys>();
    users.set(user, devices);
    const known = devices.get(device) ?? { oneTime: [], fallback: [] };
    devices.set(device, known);
    return known;
  }

  function upload({ user, device }: Login, body: Upload): object {
    const known = keysOf(user, device);
    if (body.device_keys !== undefined) known.identity = body.device_keys;
    known.oneTime.push(...Object.entries(body.one_time_keys ?? {}));
    known.fallback = [...Object.entries(body.fallback_keys ?? {}), ...known.fallback].slice(0, 1);
    return { one_time_key_counts: { signed_curve25519: known.oneTime.length } };
  }

  function query(body: { device_keys: Record<string, string[]> }): object {
    const found = Object.keys(body.device_keys).map((user) => {
      const devices = [...(users.get(user) ?? [])].flatMap(([device, { identity }]) =>
        identity === undefined ? [] : [[device, identity] as const],
      );
      return [user, Object.fromEntries(devices)] as const;
    });
    return { device_keys: Object.fromEntries(found), failures: {} };
  }

  /** Hands out each one-time key once; the fallback key when they have run out. */
  function claim(body: { one_time_keys: Record<string, Record<string, string>> }): object {
    const claimed = Object.entries(body.one_time_keys).map(([user, devices]) => {
      const given = Object.keys(devices).flatMap((device) => {
        const known = keysOf(user, device);
        const key = known.oneTime.shift() ?? known.fallback[0];
        return key === undefined ? [] : [[device, { [key[0]]: key[1] }] as const];
      });
      return [user, Object.fromEntries(given)] as const;
    });
    return { one_time_keys: Object.fromEntries(claimed), failures: {} };
  }

  return {
    answer(who, call, body) {
      if (call === 'upload') return upload(who, body as Upload);
      if (call === 'query') return query(body as Parameters<typeof query>[0]);
      if (call === 'claim') return claim(body as Parameters<typeof claim>[0]);
      return undefined;
    },
    counts(user, device) {
      const { oneTime, fallback } = keysOf(user, device);
      return {
        device_one_time_keys_count: { signed_curve25519: oneTime.length },
        device_unused_fallback_key_types: fallback.length > 0 ? ['signed_curve25519'] : [],
      };
    },
  };
}
