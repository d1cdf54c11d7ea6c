import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportsText } from "../exports/text.ts";
import { paths } from "../paths.ts";
import { requireSudo } from "../sign-in/handles.ts";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { peopleText } from "../people/text.ts";

export const meta = titled(({ ownData }) => ownData.title, exportsText);

export function loader(args: LoaderFunctionArgs) {
  requireSudo(args);
  return null;
}

export default function OwnData() {
  const { ownData, me } = useText(exportsText, peopleText);
  return (
    <Page
      title={ownData.title}
      lead={ownData.lead}
      back={{ to: paths.me(), name: me.title }}
      ask={{ lead: ownData.ask }}
    >
      <p>{ownData.holds}</p>
      <ul>
        {ownData.parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <PostSheet to={paths.ownDataZip()} verb={ownData.verb}>
        {ownData.not}
      </PostSheet>
    </Page>
  );
}
