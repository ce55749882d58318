/** Logarithm, base 2, of the mean of numbers given by their logarithms. */
export function logMean(logs: readonly number[]): number {
  const most = Math.max(...logs);
  const sum = logs.reduce((all, log) => all + 2 ** (log - most), 0);
  return most + Math.log2(sum / logs.length);
}
