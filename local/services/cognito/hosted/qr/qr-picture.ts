import { qrCode } from './qr-code.ts';

/** Light modules around a code, as the standard asks for. */
const QUIET = 4;

/** The code of a text as a picture within a page, dark on light whatever the page is; '' for a text that is too long. */
export function qrPicture(text: string, label: string): string {
  const modules = qrCode(text);
  if (modules === null) return '';
  const size = modules.length + QUIET * 2;
  const dark = modules.flatMap((row, down) =>
    row.flatMap((isDark, right) =>
      isDark ? `M${String(right + QUIET)} ${String(down + QUIET)}h1v1h-1z` : [],
    ),
  );
  return `<svg class="qr-code" role="img" aria-label="${label}" viewBox="0 0 ${String(size)} ${String(size)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${String(size)}v${String(size)}H0z"/><path fill="#000" d="${dark.join('')}"/></svg>`;
}
