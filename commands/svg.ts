/** A point of a line, in the picture's own units. */
export type Point = readonly [x: number, y: number];

interface Picture {
  readonly width: number;
  readonly height: number;
  /** What it shows, for who cannot see it. */
  readonly label: string;
  readonly parts: readonly string[];
}

/** A picture of a page of docs/, as SVG text. */
export const svg = ({ width, height, label, parts }: Picture): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" role="img" aria-label="${label}">
<rect width="${width}" height="${height}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;

interface Stroke {
  readonly colour: string;
  readonly width: number;
  /** Of `stroke-dasharray`; empty for a whole line. */
  readonly dashes: string;
}

/** A line through points. */
export function polyline(points: readonly Point[], { colour, width, dashes }: Stroke): string {
  const path = points.map(([x, y]) => `${fixed(x)},${fixed(y)}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dashes}"/>`;
}

/** A length as it is written: no picture shows more of it. */
export const fixed = (value: number): string => value.toFixed(1);
