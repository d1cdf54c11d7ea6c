import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findInsights } from "../insights/figures.ts";
import { insightsText } from "../insights/text.ts";
import { findTripFigures } from "../insights/trip-figures.ts";
import { FasterThanEmail } from "../insights/views/faster.tsx";
import { Helped } from "../insights/views/helped.tsx";
import { LeftOutOfFigures } from "../insights/views/left-out.tsx";
import { NeverCame } from "../insights/views/never-came.tsx";
import { Opened } from "../insights/views/opened.tsx";
import { ThisWeek } from "../insights/views/this-week.tsx";
import { paths } from "../paths.ts";
import { requireStaff } from "../sign-in/handles.ts";
import { countNeverCame } from "../staff/never-came.ts";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ insights }) => insights.title, insightsText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const { config, now: clock } = args.context.portal;
  const now = clock();
  const isMadeUp = config.mode === "development";
  return {
    isMadeUp,
    insights: findInsights(staff, now),
    trips: findTripFigures(staff, now),
    never: countNeverCame(staff, now),
  };
}

export default function StaffInsights() {
  const { isMadeUp, insights, trips, never } = useLoaderData<typeof loader>();
  const { insights: words } = useText(insightsText);
  return (
    <Page title={words.title} lead={words.lead}>
      <SettingsNav />
      {isMadeUp ? <p className="sheet note">{words.madeUp}</p> : null}
      {insights.pages.length ? (
        <>
          <ThisWeek {...insights} />
          <Helped {...insights} />
          <FasterThanEmail {...trips} />
          <Opened {...insights} />
        </>
      ) : (
        <Empty icon="log" title={words.emptyTitle}>
          <p>{words.empty}</p>
        </Empty>
      )}
      <NeverCame {...never} />
      <LeftOutOfFigures {...insights} />
      <a className="more start" href={paths.insightsCsv()}>
        {words.csv}
      </a>
      <a className="more start" href={paths.staffMails()}>
        {words.mail}
      </a>
    </Page>
  );
}
