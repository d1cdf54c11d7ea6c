import type { ReactNode } from "react";

type Props = {
  to: string;
  title: ReactNode;
  /** How much, or how it stands: at the row's end. */
  value?: ReactNode;
  /** More of it, smaller and below. */
  sub?: ReactNode;
  /** Shown small, before all of it. */
  picture?: { src: string; alt: string };
  /** What can be done at once, beside the link. */
  children?: ReactNode;
};

/** A row of a list that is one link, so that a thumb hits it anywhere. */
export function ListRow({ to, title, value, sub, picture, children }: Props) {
  return (
    <li>
      <a className="main" href={to}>
        <span>
          <b>{title}</b>
          {value}
        </span>
        {sub ? <small>{sub}</small> : null}
        {picture ? <img {...picture} width={56} height={56} loading="lazy" decoding="async" /> : null}
      </a>
      {children}
    </li>
  );
}
