import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireExporter } from "../exports/access.ts";
import { exportsText } from "../exports/text.ts";
import { paths } from "../paths.ts";
import { teamText } from "../team/text.ts";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ organizationData }) => organizationData.title, exportsText);

export function loader(args: LoaderFunctionArgs) {
  const { orgId, orgName } = requireExporter(args);
  return { org: orgId, name: orgName };
}

export default function ExportOrganization() {
  const { org, name } = useLoaderData<typeof loader>();
  const { organizationData: words, team } = useText(exportsText, teamText);
  return (
    <Page
      title={words.title}
      lead={<bdi>{words.lead(name)}</bdi>}
      back={{ to: paths.team(org), name: team.title }}
      ask={{ lead: words.ask }}
    >
      <p>{words.holds}</p>
      <ul>
        {words.parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <PostSheet to={paths.organizationZip(org)} verb={words.verb}>
        {words.told}
      </PostSheet>
    </Page>
  );
}
