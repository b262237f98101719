/** Line ends in a text that comes after another: CRLF, LF or CR. */
export function countLineEnds(text: string, before = ''): number {
  const ends = text.match(/\r\n?|\n/gu)?.length ?? 0;
  return before.endsWith('\r') && text.startsWith('\n') ? ends - 1 : ends;
}
