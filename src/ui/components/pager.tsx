import './pager.css';

interface PagerProps {
  /** What is paged, for the label: "conversations". */
  of: string;
  offset: number;
  size: number;
  total: number;
  go(offset: number): void;
}

const count = new Intl.NumberFormat();

/** Moves through a long list, one page at a time. Nothing while all of it fits on one. */
export function Pager({ of, offset, size, total, go }: PagerProps) {
  if (total <= size) return null;
  const last = Math.min(offset + size, total);
  return (
    <nav class="pager" aria-label={`Pages of ${of}`}>
      <button
        type="button"
        class="button"
        disabled={offset === 0}
        onClick={() => go(Math.max(0, offset - size))}
      >
        Newer
      </button>
      <span aria-live="polite">
        {count.format(offset + 1)} to {count.format(last)} of {count.format(total)}
      </span>
      <button
        type="button"
        class="button"
        disabled={last >= total}
        onClick={() => go(offset + size)}
      >
        Older
      </button>
    </nav>
  );
}
