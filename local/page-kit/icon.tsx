/** Outlines on a grid of 24, drawn with the colour of the text. */
const PATHS = {
  overview: 'M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.6-3.600 3-5.500 6.500-5.500s5.900 1.900 6.500 5.500M16 4.300a3.500 3.500 0 0 1 0 6.400M18 14.800c2 .8 3.200 2.600 3.500 5.200',
  requests: 'M4 6h10M4 12h16M9 18h8',
  events:
    'M12 13.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM8.500 15.500a5 5 0 0 1 0-7M15.500 8.500a5 5 0 0 1 0 7M5.500 18.500a9 9 0 0 1 0-13M18.500 5.500a9 9 0 0 1 0 13',
  table: 'M4 5h16v14H4zM4 10h16M10 5v14',
  queue: 'M4 6h16v4H4zM4 14h16v4H4z',
  function: 'M6 20c3 0 3.500-2 4.500-8S13 4 17 4M7 11h8M15 15l5 5M20 15l-5 5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.8-4 3.500-6 7.500-6s6.700 2 7.500 6',
  code: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.500 5l-3 14',
  mail: 'M3.500 5.500h17v13h-17zM4 6.500l8 6.500 8-6.500',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20.500 20.500',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  down: 'M6 9.500l6 6 6-6',
  up: 'M6 14.500l6-6 6 6',
  left: 'M14.500 6l-6 6 6 6',
  right: 'M9.500 6l6 6-6 6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  alert: 'M12 8.500v4.500M12 16.500h.01M12 3.500L2.500 20h19z',
  info: 'M12 11v6M12 7.500h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  offline:
    'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.400M2 9a15 15 0 0 1 5-3.200M19 12.500a10 10 0 0 0-3-2M22 9a15 15 0 0 0-11-4.400M8.500 16a5 5 0 0 1 6 0M12 20h.01',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  download: 'M12 4v11M7.500 11l4.500 4.500 4.500-4.500M4.500 20h15',
  upload: 'M12 16V5M7.500 9L12 4.500 16.500 9M4.500 20h15',
  trash: 'M4.500 7h15M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13M10 11v5M14 11v5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  external: 'M13.500 4.500h6v6M19.500 4.500L11 13M10 6H5v13h13v-5',
  signOut: 'M14 5H5v14h9M10 12h11M17.500 8.500L21 12l-3.500 3.500',
  theme: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  refresh:
    'M20 11a8 8 0 0 0-14.500-3.500L4 9M4 4v5h5M4 13a8 8 0 0 0 14.500 3.500L20 15M20 20v-5h-5',
  edit: 'M4 20l1-4.500L16.500 4 20 7.500 8.500 19zM14 6.500l3.500 3.500',
  pause: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12',
  play: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM10 8.500v7l5.500-3.500z',
  filter: 'M4 6h16M7 12h10M10 18h4',
  shield: 'M12 3l7.500 3v5.500c0 4.500-3 8-7.500 9.500-4.500-1.500-7.500-5-7.500-9.500V6z',
} as const;

/** An icon by its name. */
export type IconName = keyof typeof PATHS;

/** A drawing beside a text, or in a control that says its name by itself: readers do not hear of it. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
