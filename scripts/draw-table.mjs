/** Breaks a text at spaces into lines of at most `width` characters; a longer word stands alone. */
function wrap(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * A table for the terminal; the last column is wrapped to what is left of the width.
 *
 * @param {string[]} titles
 * @param {string[][]} rows
 * @param {number} width of the terminal in characters
 */
export function drawTable(titles, rows, width) {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  const rest = Math.max(30, width - before);
  const line = (row) => {
    const lead = row.slice(0, -1).map((cell, column) => cell.padEnd(widths[column] + 2));
    const [first = '', ...further] = wrap(row[row.length - 1] ?? '', rest);
    return [lead.join('') + first, ...further.map((text) => ' '.repeat(before) + text)].join('\n');
  };
  const ruler = '─'.repeat(Math.min(width, before + Math.min(rest, widths[widths.length - 1])));
  return [line(titles), ruler, ...rows.map(line)].join('\n');
}
