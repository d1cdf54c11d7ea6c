import { Fragment, type ReactNode } from "react";
import type { Brand } from "./frame.tsx";
import { inkOn } from "./ink.ts";
import { colours, fixedFont, font } from "./look.ts";

export function Heading({ children }: { children: string }) {
  return (
    <h1
      className="ink"
      style={{ margin: "0 0 10px", font: `650 24px/1.25 ${font}`, letterSpacing: "-.02em", color: colours.ink }}
    >
      {children}
    </h1>
  );
}

/** `last` leaves the space below to the sheet. */
export function Paragraph({ children, quiet, last }: { children: ReactNode; quiet?: boolean; last?: boolean }) {
  const style = quiet ? { fontSize: 14, lineHeight: 1.5, color: colours.quiet } : { color: colours.ink };
  return (
    <p className={quiet ? "quiet" : "ink"} style={{ margin: last ? 0 : "0 0 14px", ...style }}>
      {children}
    </p>
  );
}

/** Of characters: longer ones are written smaller, so that they stay in one line on a phone. */
const maxLargeAmount = 12;

/** An amount as the first thing one sees, with what it is above and its state below. */
export function Amount({
  name,
  amount,
  state,
  bad,
}: {
  name: string;
  amount: string;
  state: string | null;
  bad?: boolean;
}) {
  return (
    <>
      <p className="quiet" style={{ margin: "0 0 4px", fontSize: 14, lineHeight: 1.4, color: colours.quiet }}>
        {name}
      </p>
      <p
        className="ink amount"
        style={{
          margin: 0,
          font: `660 ${amount.length > maxLargeAmount ? 24 : 42}px/1.1 ${font}`,
          letterSpacing: "-.03em",
          color: colours.ink,
        }}
      >
        {amount}
      </p>
      {state ? (
        <p
          className={bad ? "bad" : "quiet"}
          style={{ margin: "8px 0 0", fontWeight: 500, color: bad ? colours.bad : colours.quiet }}
        >
          {state}
        </p>
      ) : null}
      <Space height={24} />
    </>
  );
}

/** The mail's one button. */
export function Button({ brand, href, children }: { brand: Brand; href: string; children: string }) {
  const look = {
    display: "inline-block",
    padding: "14px 24px",
    borderRadius: 12,
    border: `1px solid ${brand.accent}`,
    backgroundColor: brand.accent,
    color: inkOn(brand.accent),
    font: `600 16px/1.25 ${font}`,
    textAlign: "center",
    textDecoration: "none",
  } as const;
  return (
    <table
      role="presentation"
      cellPadding={0}
      cellSpacing={0}
      className="button"
      style={{ borderCollapse: "separate" }}
    >
      <tbody>
        <tr>
          <td align="center" style={{ borderRadius: 12, backgroundColor: brand.accent }}>
            <a href={href} style={look}>
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Six digits to be read and typed: spaced by style, unbroken in the text. */
export function Code({ children }: { children: string }) {
  return (
    <p className="wash ink" style={{ ...box, margin: "0 0 20px", padding: "16px 12px", textAlign: "center" }}>
      <span style={{ font: `600 32px/1.2 ${fixedFont}`, letterSpacing: ".22em", paddingLeft: ".22em" }}>
        {children}
      </span>
    </p>
  );
}

export function FactList({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse", margin: "16px 0 20px" }}>
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th
              align="left"
              scope="row"
              className="quiet line"
              style={{ ...cell, width: "34%", fontWeight: 400, paddingRight: 12, color: colours.quiet }}
            >
              {name}
            </th>
            <td className="ink line" style={{ ...cell, color: colours.ink, wordBreak: "break-word" }}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What somebody wrote, line by line. */
export function Quote({ children }: { children: string }) {
  return (
    <div className="wash ink" style={{ ...box, padding: "16px 18px", margin: "0 0 6px", wordBreak: "break-word" }}>
      {children.split("\n").map((line, at) => (
        <Fragment key={at}>
          {at ? <br /> : null}
          {line}
        </Fragment>
      ))}
    </div>
  );
}

export function Space({ height }: { height: number }) {
  return <div style={{ height, lineHeight: `${height}px`, fontSize: 1 }}>{"\u00a0"}</div>;
}

const cell = {
  padding: "9px 0",
  borderTop: `1px solid ${colours.line}`,
  verticalAlign: "top",
  fontSize: 15,
  lineHeight: 1.45,
} as const;
const box = {
  backgroundColor: colours.wash,
  border: `1px solid ${colours.line}`,
  borderRadius: 12,
  color: colours.ink,
} as const;
