/** What is kept at most, and how much is taken at once. */

const DAY = 24 * 60 * 60 * 1_000;

export interface RetentionLimits {
  /** Observations in all. */
  observations: number;
  /** Conversations in all. */
  conversations: number;
  /** Age of both, milliseconds. */
  age: number;
  /** Rows deleted in one transaction, so that writers are not held up. */
  batch: number;
}

export const RETENTION: RetentionLimits = {
  observations: 50_000,
  conversations: 5_000,
  age: 30 * DAY,
  batch: 2_000,
};

/** Batches written between two trimmings; the first after each start of the background trims too. */
export const TRIM_EVERY = 100;

/** Rows that an export reads at once. */
export const EXPORT_CHUNK = 500;
