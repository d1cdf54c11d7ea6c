import { undirectedLine } from "#app/text/clean.ts";
import { Code, Paragraph } from "./pieces.tsx";

type Asked = { worksFor: string; browser: string; when: string };

/** How long a code works, and who asked for it. */
export const askedFor = ({ worksFor, browser, when }: Asked) =>
  `It works for ${worksFor}. Requested on ${when} from ${undirectedLine(browser)}.`;

type Props = { how: string; code: string; asked: string; notYou: string };

/** A code with where it is typed, who asked for it, and what to do where that was somebody else: the end of a mail. */
export function CodeToType({ how, code, asked, notYou }: Props) {
  return (
    <>
      <Paragraph>{how}</Paragraph>
      <Code>{code}</Code>
      <Paragraph quiet>{asked}</Paragraph>
      <Paragraph quiet last>
        {notYou}
      </Paragraph>
    </>
  );
}
