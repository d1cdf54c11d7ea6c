import type { ReactNode } from "react";
import { inkOn } from "./ink.ts";
import { colours, font, styleSheet } from "./look.ts";

/** The company as its mails show it. All URLs are absolute. */
export type Brand = {
  company: string;
  /** A PNG or JPEG; mail clients show no SVG. */
  logo: string | null;
  /** #rrggbb */
  accent: string;
  contactUrl: string;
  /** Where the recipient gets no more mails like this one; null where they cannot. */
  stopUrl?: string | null;
  /** Leave the HTML empty: a digest takes no more of each of its mails than the subject. */
  isPlain?: boolean;
};

/** What the link to that says. */
export const stopWords = "Change or stop these emails";

type FrameProps = {
  brand: Brand;
  subject: string;
  preheader: string;
  reason: string;
  /** The company writing to itself needs no way to a person. */
  internal: boolean;
  /** The body says already what a reply does. */
  saysReply: boolean;
  children: ReactNode;
};

// Keeps the text after the preheader out of the inbox's preview line.
const filler = "\u00a0\u200c".repeat(70);

/** The page around every mail: 600 pixels, the company's mark, one sheet, why it came and how to reach a person. */
export function Frame({ brand, subject, preheader, reason, internal, saysReply, children }: FrameProps) {
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: styleSheet }} />
      </head>
      <body className="canvas" style={{ margin: 0, padding: 0, width: "100%", backgroundColor: colours.canvas }}>
        <div style={{ display: "none", maxHeight: 0, overflow: "hidden", opacity: 0 }}>{`${preheader}${filler}`}</div>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse" }}>
          <tbody>
            <tr>
              <td
                align="center"
                className="canvas outer"
                style={{ padding: "32px 16px 40px", backgroundColor: colours.canvas }}
              >
                <table
                  role="presentation"
                  width={600}
                  cellPadding={0}
                  cellSpacing={0}
                  className="column"
                  style={column}
                >
                  <tbody>
                    <tr>
                      <td style={{ padding: "0 4px 20px" }}>
                        <Mark brand={brand} />
                      </td>
                    </tr>
                    <tr>
                      <td className="sheet" style={sheet}>
                        {children}
                      </td>
                    </tr>
                    <tr>
                      <td className="quiet" style={foot}>
                        {internal ? null : <Human brand={brand} saysReply={saysReply} />}
                        <p style={{ margin: 0 }}>{reason}</p>
                        {brand.stopUrl ? <Stop url={brand.stopUrl} /> : null}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

function Human({ brand, saysReply }: Pick<FrameProps, "brand" | "saysReply">) {
  return (
    <p style={{ margin: "0 0 6px" }}>
      {saysReply
        ? `A person at ${brand.company} reads every reply. You can also `
        : `Just reply: a person at ${brand.company} will read it. You can also `}
      <a className="quiet" href={brand.contactUrl} style={{ color: colours.quiet }}>
        write to us
      </a>
      {"."}
    </p>
  );
}

function Stop({ url }: { url: string }) {
  return (
    <p style={{ margin: "6px 0 0" }}>
      <a className="quiet" href={url} style={{ color: colours.quiet }}>
        {stopWords}
      </a>
    </p>
  );
}

function Mark({ brand }: { brand: Brand }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "separate" }}>
      <tbody>
        <tr>
          {brand.logo ? (
            <td style={{ paddingRight: 11 }}>
              <img src={brand.logo} alt="" height={32} style={{ display: "block", height: 32, border: 0 }} />
            </td>
          ) : (
            <td
              align="center"
              width={32}
              height={32}
              style={{ ...tile, backgroundColor: brand.accent, color: inkOn(brand.accent) }}
            >
              {[...brand.company][0]?.toUpperCase()}
            </td>
          )}
          <td className="ink" style={{ ...name, paddingLeft: brand.logo ? 0 : 11 }}>
            {brand.company}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const column = { borderCollapse: "separate", width: "100%", maxWidth: 600 } as const;
const sheet = {
  padding: "32px 32px 34px",
  backgroundColor: colours.sheet,
  border: `1px solid ${colours.line}`,
  borderRadius: 16,
  font: `400 16px/1.55 ${font}`,
  color: colours.ink,
  textAlign: "left",
} as const;
const foot = { padding: "20px 4px 0", font: `400 14px/1.5 ${font}`, color: colours.quiet, textAlign: "left" } as const;
const tile = { width: 32, height: 32, borderRadius: 9, font: `700 16px/32px ${font}` } as const;
const name = { font: `600 16px/1.3 ${font}`, color: colours.ink } as const;
