import { useId } from "react";

type Row = { name: string; whole: number; least: number; most: number };

const [width, height, top, bar] = [400, 46, 20, 18];

/** A bar for each row, filled as far as is sure and striped as far as may be. What it says is its caption. */
export function RangeBars({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  const stripes = useId().replaceAll(":", "");
  const scaled = (part: number, whole: number) => Math.round((part / whole) * width);
  return (
    <svg className="ranges" viewBox={`0 0 ${width} ${rows.length * height}`} role="img" aria-label={caption}>
      <pattern id={stripes} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v6" />
      </pattern>
      {rows.map(({ name, whole, least, most }, at) => {
        const [sure, perhaps] = [scaled(least, whole), scaled(most, whole)];
        const place = { y: at * height + top, height: bar };
        return (
          <g key={name}>
            <text x="0" y={at * height + top - 5}>
              {name}
            </text>
            <rect x="0" {...place} width={width} className="all" />
            <rect x={sure} {...place} width={perhaps - sure} fill={`url(#${stripes})`} />
            <rect x="0" {...place} width={sure} />
          </g>
        );
      })}
    </svg>
  );
}
