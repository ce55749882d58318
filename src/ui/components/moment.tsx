const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const minute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** A moment, in milliseconds since the epoch, in the person's own format. */
export function Moment({ at, as = 'minute' }: { at: number; as?: 'day' | 'minute' | 'clock' }) {
  const format = { day, minute, clock }[as];
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{format.format(date)}</time>;
}

/** A day written as `2026-11-20` (a claim's last check), in the person's own format. */
export function Day({ date }: { date: string }) {
  return <time dateTime={date}>{day.format(new Date(`${date}T12:00:00`))}</time>;
}
