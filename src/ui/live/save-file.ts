/** Has the browser save a blob as a file, without the permission to download. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Firefox reads the blob only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
