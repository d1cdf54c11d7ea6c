import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "../sign-in/handles.ts";
import { Page } from "../ui/page.tsx";
import { ShortAnswers } from "../staff/views/short-answers.tsx";
import { StaffHelp } from "../staff/views/staff-help.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staffHelp }) => staffHelp.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  requireStaff(args);
  return null;
}

export default function Help() {
  const { staffHelp, shortAnswers } = useText(staffText);
  return (
    <Page title={staffHelp.title} lead={staffHelp.lead}>
      <ShortAnswers />
      <section className="head wide" aria-labelledby="more">
        <h2 id="more">{shortAnswers.more}</h2>
        <StaffHelp />
      </section>
    </Page>
  );
}
