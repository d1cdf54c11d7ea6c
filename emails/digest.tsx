import { Fragment } from "react";
import { undirectedLine } from "#app/text/clean.ts";
import { colours } from "./parts/look.ts";
import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading, Paragraph, Space } from "./parts/pieces.tsx";
import { cut } from "./parts/words.ts";

const headings = {
  waiting: "Waiting for you",
  steps: "Orders",
  invoices: "Invoices",
  replies: "Your requests",
} as const;
export type TopicOfDigest = keyof typeof headings;
/** In the order of a digest. */
export const topicsOfDigest = Object.keys(headings) as TopicOfDigest[];
export const isTopicOfDigest = (topic: string): topic is TopicOfDigest => topic in headings;

export type DigestLine = { topic: TopicOfDigest; text: string; url: string; organization: string | null };

export type DigestProps = {
  brand: Brand;
  /** In their order. */
  lines: readonly DigestLine[];
  /** How many more there are. */
  more: number;
};

/** To somebody who wants it all at once: what happened, each line leading to its screen. */
export function digestMail({ brand, lines, more }: DigestProps) {
  const count = lines.length + more;
  const ofSeveral = new Set(lines.map(({ organization }) => organization)).size > 1;
  const said = lines.map((line) => ({
    ...line,
    text: cut(line.text, 120),
    organization: ofSeveral && line.organization ? cut(line.organization, 60) : null,
  }));
  const parts = topicsOfDigest
    .map((topic) => ({ name: headings[topic], lines: said.filter((line) => line.topic === topic) }))
    .filter((part) => part.lines.length);
  const andMore = more ? `And ${more} more. You’ll find everything when you sign in.` : null;
  return mail({
    brand,
    subject: undirectedLine(`${count} updates from ${brand.company}`),
    preheader: cut(said.map(({ text }) => text).join(", "), 140),
    body: (
      <>
        <Heading>{`${count} updates`}</Heading>
        {parts.map(({ name, lines }) => (
          <Fragment key={name}>
            <h2 className="quiet" style={heading}>
              {name}
            </h2>
            {lines.map((line, at) => (
              <p key={at} className="ink line" style={item}>
                <a href={line.url} className="ink" style={{ color: colours.ink }}>
                  {line.text}
                </a>
                {line.organization ? (
                  <span className="quiet" style={{ color: colours.quiet }}>{` · ${line.organization}`}</span>
                ) : null}
              </p>
            ))}
          </Fragment>
        ))}
        <Space height={16} />
        {andMore ? <Paragraph last>{andMore}</Paragraph> : null}
      </>
    ),
    text: [
      `${count} updates.`,
      ...parts.flatMap(({ name, lines }) => [
        `${name}:`,
        lines
          .map(({ text, organization, url }) => `${text}${organization ? ` (${organization})` : ""}\n${url}`)
          .join("\n\n"),
      ]),
      andMore,
    ],
    reason: `You’re getting this because you asked ${brand.company} for a digest.`,
  });
}

const heading = { margin: "20px 0 0", fontSize: 14, lineHeight: 1.4, fontWeight: 600, color: colours.quiet } as const;
const item = {
  margin: 0,
  padding: "11px 0",
  borderBottom: `1px solid ${colours.line}`,
  wordBreak: "break-word",
} as const;
