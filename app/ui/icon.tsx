const drawings = {
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  billing: "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
  orders: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  requests: "M4 5h16v11H10l-5 4v-4H4z",
  team: "M9 5.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 19c0-3.5 2.7-5.5 6-5.5s6 2 6 5.5M16 6a2.8 2.8 0 0 1 0 5.4M17.5 14c2.2.6 3.5 2.4 3.5 5",
  today: "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
  search: "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  log: "M5 4h14v16H5zM9 9h6M9 12.5h6M9 16h4",
  check: "M5 12.5l4.5 4.5L19 7.5",
};
export type IconName = keyof typeof drawings;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
