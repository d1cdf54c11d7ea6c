import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { listSeatsByHand, listSubscribed, markSeats } from "../team/seat-settings.ts";
import { tellOfSeats } from "../team/seat-tasks.ts";
import { teamText } from "../team/text.ts";
import { SeatProducts, SeatsByHand } from "../team/views/seat-settings.tsx";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ staffSeats }) => staffSeats.title, teamText);

function requireSeats(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  return requireStaff(args);
}

export function loader(args: LoaderFunctionArgs) {
  const staff = requireSeats(args);
  return { products: listSubscribed(staff), byHand: listSeatsByHand(staff) };
}

const schema = z.object({ product: z.array(z.string()).optional(), was: z.array(z.string()).optional() });

export async function action(args: ActionFunctionArgs) {
  const staff = requireSeats(args);
  const { portal } = args.context;
  const form = await readForm(args.request, schema);
  if (form.status !== "success") throw misfit();
  const { product = [], was = [] } = form.value;
  const system = systemFor(portal);
  if (!markSeats(staff, { wanted: product, shown: was }, portal.now())) throw misfit();
  await tellOfSeats(system, portal.now());
  setFlash(system, staff.session, textFor(localeOf(args.request), teamText).staffSeats.saved);
  return seeOther(paths.staffSeats());
}

export default function StaffSeats() {
  const { products, byHand } = useLoaderData<typeof loader>();
  const { staffSeats: words } = useText(teamText);
  return (
    <Page title={words.title} lead={words.lead} ask={{ lead: words.ask }}>
      <SettingsNav />
      <SeatProducts products={products} />
      <SeatsByHand customers={byHand} />
    </Page>
  );
}
