import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePerson } from "../sign-in/handles.ts";
import { devicesOf } from "../sign-in/sessions.ts";
import { Devices } from "../sign-in/views/devices.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { signInText } from "../sign-in/text.ts";

export const meta = titled((text) => text.sessions.title, signInText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  return devicesOf(self, self.session.publicId, args.context.portal.now());
}

export default function Sessions() {
  const devices = useLoaderData<typeof loader>();
  const { sessions } = useText(signInText);
  return (
    <Page title={sessions.title} lead={sessions.lead} ask={{ lead: sessions.ask }}>
      <Devices {...devices} />
    </Page>
  );
}
