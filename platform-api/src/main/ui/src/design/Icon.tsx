const PATHS = {
  candles: 'M5 3v3m0 7v4M3 6h4v7H3zM12 2v4m0 6v5M10 6h4v6h-4z',
  grid: 'M3 3h5v5H3zM11 3h5v5h-5zM3 11h5v5H3zM11 11h5v5h-5z',
  jobs: 'M3 5h13M3 9.5h13M3 14h8',
  live: 'M2 9.5h3.5l2-5 4 10 2-5H17',
  gauge: 'M3.2 14a7 7 0 1 1 12.6 0M9.5 11l3-4',
  plus: 'M9.5 4v11M4 9.5h11',
  close: 'M5 5l9 9M14 5l-9 9',
  sun: 'M9.5 6.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM9.5 2v1.5M9.5 15.5V17M2 9.5h1.5M15.5 9.5H17M4.2 4.2l1 1M13.8 13.8l1 1M4.2 14.8l1-1M13.8 5.2l1-1',
  moon: 'M15.5 11.5A6.5 6.5 0 0 1 7.5 3.5a6.5 6.5 0 1 0 8 8z',
  system: 'M3 4h13v9H3zM7 16h5',
  download: 'M9.5 3v9m0 0l-3.5-3.5M9.5 12L13 8.5M3.5 15.5h12',
  upload: 'M9.5 12V3m0 0L6 6.5M9.5 3L13 6.5M3.5 15.5h12',
  chevron: 'M6 8l3.5 3.5L13 8',
  right: 'M8 5.5l4 4-4 4',
  back: 'M11 5.5l-4 4 4 4',
  play: 'M6.5 4l8.5 5.5L6.5 15z',
  stop: 'M5.5 5.5h8v8h-8z',
  restart: 'M14.5 6.5A6 6 0 1 0 15.5 10M15 3v4h-4',
  check: 'M4 10l4 4 7.5-8.5',
  alert: 'M9.5 6v5M9.5 13.4v.2M9.5 2.5l7.5 13.5H2z',
  info: 'M9.5 9v4.5M9.5 6.3v.2M9.5 2.5a7 7 0 1 0 0 14 7 7 0 0 0 0-14z',
  link: 'M8 11l3-3M7 8l-2 2a3 3 0 0 0 4 4l2-2M12 11l2-2a3 3 0 0 0-4-4L8 7',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 19 19"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
